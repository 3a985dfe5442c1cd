import type { JSX } from 'react'
import { wholeNumber } from '../../../shared/oss/sections/check.ts'
import {
  type CorsDocument,
  type CorsRule,
  corsMethods,
  unknownCorsElements,
} from '../../../shared/oss/sections/cors-document.ts'
import { durationOf } from '../../../shared/oss/sections/format.ts'
import { Banner } from '../../ui/banner.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { CheckboxSet } from './checkbox-set.tsx'
import { type EditorProps, notesAt, withElements } from './editing.ts'
import { describe } from './field-note.tsx'
import { LinesField } from './lines-field.tsx'

export interface CorsRuleFormProps extends EditorProps<CorsDocument> {
  readonly index: number
  readonly rule: CorsRule
  readonly onRule: (rule: CorsRule) => void
}

export function CorsRuleForm(props: CorsRuleFormProps): JSX.Element {
  const { rule, index, onRule, words } = props
  const texts = words.config.cors
  const lines = (
    element: 'AllowedOrigin' | 'AllowedHeader' | 'ExposeHeader',
    label: string,
    hint: string,
  ): JSX.Element => {
    const notes = notesAt(props, ['CORSRule', index, element])
    return (
      <LinesField
        label={label}
        values={rule[element]}
        error={notes.error}
        description={describe(notes.warning, hint)}
        onChange={(values) => onRule({ ...rule, [element]: values })}
      />
    )
  }
  return (
    <div className="config-stack">
      {lines('AllowedOrigin', texts.form.origins, texts.form.originsHint)}
      <CheckboxSet
        label={texts.form.methods}
        values={rule.AllowedMethod}
        options={corsMethods.map((id) => ({ id, label: texts.method[id], term: id }))}
        error={notesAt(props, ['CORSRule', index, 'AllowedMethod']).error}
        onChange={(values) => onRule({ ...rule, AllowedMethod: values })}
      />
      <div className="config-columns">
        {lines('AllowedHeader', texts.form.headers, texts.form.headersHint)}
        {lines('ExposeHeader', texts.form.exposed, texts.form.exposedHint)}
      </div>
      <MaxAge {...props} />
      {unknownCorsElements(rule).length === 0 ? null : (
        <Banner>{words.config.lifecycle.form.otherParts}</Banner>
      )}
    </div>
  )
}

function MaxAge({ rule, index, onRule, words, ...props }: CorsRuleFormProps): JSX.Element {
  const texts = words.config.cors.form
  const seconds = wholeNumber(rule.MaxAgeSeconds)
  const notes = notesAt({ ...props, words }, ['CORSRule', index, 'MaxAgeSeconds'])
  const hint =
    seconds === null ? texts.maxAgeNone : texts.maxAgeHint(durationOf(words.locale, seconds))
  return (
    <NumberField
      label={texts.maxAge}
      value={rule.MaxAgeSeconds === undefined ? null : Number(rule.MaxAgeSeconds)}
      suffix={texts.seconds}
      error={notes.error}
      description={describe(notes.warning, hint)}
      onChange={(value) =>
        onRule(withElements(rule, { MaxAgeSeconds: value === null ? undefined : String(value) }))
      }
    />
  )
}
