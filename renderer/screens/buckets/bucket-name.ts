import type { Messages } from '../../../shared/i18n/en.ts'

/**
 * Why a name cannot be that of a new bucket, or null.
 * https://help.aliyun.com/zh/oss/user-guide/bucket-naming-conventions
 */
export function bucketNameProblem(
  name: string,
): keyof Messages['browser']['newBucket']['check'] | null {
  if (/[^a-z0-9-]/.test(name)) return 'characters'
  if (name.length < 3 || name.length > 63) return 'length'
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return 'edges'
  return null
}
