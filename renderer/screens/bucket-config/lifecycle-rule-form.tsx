import type { JSX } from 'react'
import {
  type LifecycleDocument,
  type LifecycleRule,
  unknownLifecycleElements,
} from '../../../shared/oss/sections/lifecycle-document.ts'
import { Banner } from '../../ui/banner.tsx'
import { RadioCards } from '../../ui/choice.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type EditorProps, notesAt, withElements } from './editing.ts'
import { describe } from './field-note.tsx'
import { LifecycleActions } from './lifecycle-actions.tsx'
import { LifecycleConditions } from './lifecycle-conditions.tsx'
import { freeRuleName } from './lifecycle-templates.ts'
import { LifecycleVersions } from './lifecycle-versions.tsx'

export interface LifecycleRuleProps extends EditorProps<LifecycleDocument> {
  readonly index: number
  readonly rule: LifecycleRule
  readonly onRule: (rule: LifecycleRule) => void
}

/** What the rule is for, what it does, and what few need: conditions and previous versions. */
export function LifecycleRuleForm(props: LifecycleRuleProps): JSX.Element {
  const { rule, index, onRule, words } = props
  const texts = words.config.lifecycle.form
  const name = notesAt(props, ['Rule', index, 'ID'])
  const conditions = rule.Tag.length > 0 || rule.Filter !== undefined
  const versions =
    rule.NoncurrentVersionTransition.length > 0 ||
    rule.NoncurrentVersionExpiration !== undefined ||
    rule.Expiration?.ExpiredObjectDeleteMarker !== undefined
  return (
    <div className="config-stack">
      <Scope {...props} />
      <LifecycleActions {...props} />
      <div>
        <Disclosure title={texts.more} defaultExpanded={conditions}>
          <LifecycleConditions {...props} />
        </Disclosure>
        <Disclosure title={texts.versions} defaultExpanded={versions}>
          <LifecycleVersions {...props} />
        </Disclosure>
      </div>
      <TextField
        label={texts.name}
        value={rule.ID ?? ''}
        error={name.error}
        description={describe(name.warning, texts.nameHint)}
        onChange={(value) => onRule({ ...rule, ID: value })}
        onBlur={() => {
          if (rule.ID) return
          const taken = props.document.Rule.map((other) => other.ID)
          onRule({ ...rule, ID: freeRuleName(taken) })
        }}
      />
      {unknownLifecycleElements(rule).length === 0 ? null : <Banner>{texts.otherParts}</Banner>}
    </div>
  )
}

function Scope({ rule, index, onRule, words, ...editor }: LifecycleRuleProps): JSX.Element {
  const texts = words.config.lifecycle.form
  const folder = rule.Prefix !== ''
  const notes = notesAt({ ...editor, words }, ['Rule', index, 'Prefix'])
  return (
    <div className="config-group">
      <RadioCards
        label={texts.scope}
        layout="row"
        value={folder ? 'folder' : 'all'}
        onChange={(value) =>
          onRule(withElements(rule, { Prefix: value === 'all' ? '' : undefined }))
        }
        description={folder ? undefined : describe(notes.warning)}
        options={[
          { value: 'all', title: texts.scopeAll },
          { value: 'folder', title: texts.scopeFolder },
        ]}
      />
      {folder ? (
        <TextField
          label={texts.folder}
          mono
          value={rule.Prefix ?? ''}
          placeholder="logs/"
          error={notes.error}
          description={describe(notes.warning, texts.folderHint)}
          // Emptied is not the whole bucket: that is chosen above, never slipped into.
          onChange={(value) => onRule(withElements(rule, { Prefix: value || undefined }))}
        />
      ) : null}
    </div>
  )
}
