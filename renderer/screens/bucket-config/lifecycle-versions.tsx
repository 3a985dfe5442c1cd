import type { JSX } from 'react'
import { isTrue } from '../../../shared/oss/sections/check.ts'
import { transitionClasses } from '../../../shared/oss/sections/lifecycle-document.ts'
import { classText } from '../../../shared/oss/sections/lifecycle-words.ts'
import { Checkbox } from '../../ui/choice.tsx'
import { Select } from '../../ui/select.tsx'
import { notesAt, replaceAt, withElements } from './editing.ts'
import { describe } from './field-note.tsx'
import type { LifecycleRuleProps } from './lifecycle-rule-form.tsx'
import { DaysField } from './lifecycle-timing.tsx'

/** What happens to previous versions, and to the markers that deletions leave. */
export function LifecycleVersions(props: LifecycleRuleProps): JSX.Element {
  const { rule, index, onRule, words } = props
  const texts = words.config.lifecycle.form
  const markers = isTrue(rule.Expiration?.ExpiredObjectDeleteMarker)
  const notes = notesAt(props, ['Rule', index, 'Expiration', 'ExpiredObjectDeleteMarker'])
  return (
    <div className="config-group config-actions">
      <p className="muted">{texts.versionHint}</p>
      <VersionMove {...props} />
      <VersionRemoval {...props} />
      <div className="config-action">
        <Checkbox
          isSelected={markers}
          isDisabled={!markers && rule.Expiration !== undefined}
          onChange={(on) =>
            onRule(
              withElements(rule, {
                Expiration: on ? { ExpiredObjectDeleteMarker: 'true' } : undefined,
              }),
            )
          }
        >
          {texts.marker}
        </Checkbox>
        {notes.error === null ? null : <span className="field-error">{notes.error}</span>}
      </div>
    </div>
  )
}

function VersionMove(props: LifecycleRuleProps): JSX.Element {
  const { rule, index, onRule, words } = props
  const texts = words.config.lifecycle.form
  const steps = rule.NoncurrentVersionTransition
  const set = (next: typeof steps): void => onRule({ ...rule, NoncurrentVersionTransition: next })
  return (
    <div className="config-action">
      <Checkbox
        isSelected={steps.length > 0}
        onChange={(on) => set(on ? [{ NoncurrentDays: '30', StorageClass: 'IA' }] : [])}
      >
        {texts.versionMove}
      </Checkbox>
      {steps.map((step, place) => {
        const path = ['Rule', index, 'NoncurrentVersionTransition', place]
        const notes = notesAt(props, [...path, 'StorageClass'])
        return (
          // Steps have no identity but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={place} className="config-action-fields config-action-row">
            <Select
              label={texts.moveTo}
              value={step.StorageClass ?? null}
              error={notes.error}
              description={describe(notes.warning)}
              options={transitionClasses.map((id) => ({ id, label: classText(id, words) }))}
              onChange={(id) => set(replaceAt(steps, place, { ...step, StorageClass: id }))}
            />
            <DaysField
              label={texts.replacedAfter}
              suffix={texts.days}
              value={step.NoncurrentDays}
              notes={notesAt(props, [...path, 'NoncurrentDays'])}
              onChange={(days) => set(replaceAt(steps, place, { ...step, NoncurrentDays: days }))}
            />
          </div>
        )
      })}
    </div>
  )
}

function VersionRemoval(props: LifecycleRuleProps): JSX.Element {
  const { rule, index, onRule, words } = props
  const texts = words.config.lifecycle.form
  const end = rule.NoncurrentVersionExpiration
  const set = (value: typeof end): void =>
    onRule(withElements(rule, { NoncurrentVersionExpiration: value }))
  return (
    <div className="config-action">
      <Checkbox
        isSelected={end !== undefined}
        onChange={(on) => set(on ? { NoncurrentDays: '90' } : undefined)}
      >
        {texts.versionRemove}
      </Checkbox>
      {end === undefined ? null : (
        <div className="config-action-fields">
          <DaysField
            label={texts.replacedAfter}
            suffix={texts.days}
            value={end.NoncurrentDays}
            notes={notesAt(props, ['Rule', index, 'NoncurrentVersionExpiration'])}
            onChange={(days) => set({ ...end, NoncurrentDays: days })}
          />
        </div>
      )}
    </div>
  )
}
