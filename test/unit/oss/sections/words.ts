import { en } from '../../../../shared/i18n/en.ts'
import { zhCn } from '../../../../shared/i18n/zh-cn.ts'
import type { SectionIssue, SectionWords } from '../../../../shared/oss/section.ts'

export const english: SectionWords = { locale: 'en', config: en.config }
export const chinese: SectionWords = { locale: 'zh-cn', config: zhCn.config }

/** `error CORSRule.0.AllowedOrigin corsOriginMissing` */
export function told(issues: readonly SectionIssue[]): readonly string[] {
  return issues.map((issue) => `${issue.severity} ${issue.path.join('.')} ${issue.code}`)
}
