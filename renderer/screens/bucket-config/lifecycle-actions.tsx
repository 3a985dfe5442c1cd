import { Plus, X } from 'lucide-react'
import type { JSX } from 'react'
import { isTrue } from '../../../shared/oss/sections/check.ts'
import {
  type LifecycleRule,
  type Transition,
  transitionClasses,
} from '../../../shared/oss/sections/lifecycle-document.ts'
import { classText } from '../../../shared/oss/sections/lifecycle-words.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Checkbox, RadioCards } from '../../ui/choice.tsx'
import { Select } from '../../ui/select.tsx'
import { notesAt, removeAt, replaceAt, withElements } from './editing.ts'
import { describe } from './field-note.tsx'
import type { LifecycleRuleProps } from './lifecycle-rule-form.tsx'
import { TimingField, type TimingValue } from './lifecycle-timing.tsx'
import { byDate, inDates, inDays } from './lifecycle-units.ts'

/** Moves, deletion and unfinished uploads; each is there when its box is ticked. */
export function LifecycleActions(props: LifecycleRuleProps): JSX.Element {
  const { rule, index, onRule, words } = props
  const texts = words.config.lifecycle.form
  const dates = byDate(rule)
  const notes = notesAt(props, ['Rule', index], { exact: true })
  return (
    <fieldset
      className="config-group config-actions"
      data-invalid={notes.error !== null || undefined}
    >
      <legend className="field-label">{texts.actions}</legend>
      <Moves {...props} />
      <Removal {...props} />
      <Uploads {...props} />
      {rule.Transition.length > 0 ||
      (rule.Expiration?.ExpiredObjectDeleteMarker === undefined &&
        rule.Expiration !== undefined) ? (
        <RadioCards
          label={texts.timing}
          layout="row"
          value={dates ? 'date' : 'days'}
          onChange={(value) => onRule(value === 'date' ? inDates(rule) : inDays(rule))}
          options={[
            { value: 'days', title: texts.byDays },
            { value: 'date', title: texts.byDate },
          ]}
        />
      ) : null}
    </fieldset>
  )
}

function Moves(props: LifecycleRuleProps): JSX.Element {
  const { rule, index, onRule, words } = props
  const texts = words.config.lifecycle.form
  const change = (next: Transition[]): void => onRule({ ...rule, Transition: next })
  const add = (): void => change([...rule.Transition, nextMove(rule)])
  return (
    <div className="config-action">
      <Checkbox
        isSelected={rule.Transition.length > 0}
        onChange={(on) => (on ? add() : change([]))}
      >
        {texts.move}
      </Checkbox>
      {rule.Transition.length === 0 ? null : (
        <div className="config-action-fields">
          {rule.Transition.map((step, place) => (
            <Move
              // Steps have no identity but their place.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              key={place}
              {...props}
              step={step}
              path={['Rule', index, 'Transition', place]}
              onStep={(next) => change(replaceAt(rule.Transition, place, next))}
              onRemove={() => change(removeAt(rule.Transition, place))}
            />
          ))}
          {rule.Transition.length < transitionClasses.length ? (
            <div>
              <Button variant="quiet" icon={<Plus size={14} />} onPress={add}>
                {texts.addMove}
              </Button>
            </div>
          ) : null}
        </div>
      )}
    </div>
  )
}

interface MoveProps extends LifecycleRuleProps {
  readonly step: Transition
  readonly path: readonly (string | number)[]
  readonly onStep: (step: Transition) => void
  readonly onRemove: () => void
}

function Move(props: MoveProps): JSX.Element {
  const { step, path, onStep, onRemove, rule, words } = props
  const texts = words.config.lifecycle.form
  const classNotes = notesAt(props, [...path, 'StorageClass'])
  const time = [...path, byDate(rule) ? 'CreatedBeforeDate' : 'Days']
  const access = isTrue(step.IsAccessTime)
  return (
    <div className="config-action-row">
      <Select
        label={texts.moveTo}
        value={step.StorageClass ?? null}
        error={classNotes.error}
        description={describe(classNotes.warning)}
        options={classOptions(step.StorageClass).map((id) => ({ id, label: classText(id, words) }))}
        onChange={(id) => onStep({ ...step, StorageClass: id })}
      />
      <TimingField
        byDate={byDate(rule)}
        value={step}
        notes={notesAt(props, time)}
        texts={access ? { ...texts, days: `${texts.days}, ${texts.access}` } : texts}
        onChange={(value) => onStep(withElements(step, value))}
      />
      <IconButton
        label={words.config.page.removeNamed(classText(step.StorageClass, words))}
        icon={<X size={16} />}
        onPress={onRemove}
      />
    </div>
  )
}

/** A class that the form does not offer stays choosable where a rule has it. */
function classOptions(current: string | undefined): readonly string[] {
  const known: readonly string[] = transitionClasses
  return current === undefined || known.includes(current) ? known : [current, ...known]
}

/** The next colder class, a good while after the last step. */
function nextMove(rule: LifecycleRule): Transition {
  const taken = rule.Transition.map((step) => step.StorageClass)
  const coldest = transitionClasses.findLastIndex((name) => taken.includes(name))
  const StorageClass =
    transitionClasses[coldest + 1] ?? transitionClasses.find((name) => !taken.includes(name))
  if (byDate(rule)) return { CreatedBeforeDate: '', StorageClass }
  const last = Math.max(0, ...rule.Transition.map((step) => Number(step.Days ?? 0)))
  return { Days: String(Number.isFinite(last) ? last + (last === 0 ? 30 : 60) : 30), StorageClass }
}

function Removal(props: LifecycleRuleProps): JSX.Element {
  const { rule, index, onRule, words } = props
  const texts = words.config.lifecycle.form
  const end = rule.Expiration
  const on = end !== undefined && end.ExpiredObjectDeleteMarker === undefined
  const set = (value: LifecycleRule['Expiration']): void =>
    onRule(withElements(rule, { Expiration: value }))
  const dates = byDate(rule)
  const path = ['Rule', index, 'Expiration', dates ? 'CreatedBeforeDate' : 'Days']
  return (
    <div className="config-action">
      <Checkbox isSelected={on} onChange={(next) => set(next ? startOf(dates, '365') : undefined)}>
        {texts.remove}
      </Checkbox>
      {on ? (
        <div className="config-action-fields">
          <TimingField
            byDate={dates}
            value={end}
            notes={notesAt(props, path)}
            texts={texts}
            onChange={(value) => set(withElements(end, { ...value, Date: undefined }))}
          />
        </div>
      ) : null}
    </div>
  )
}

function startOf(dates: boolean, days: string): TimingValue {
  return dates ? { CreatedBeforeDate: '' } : { Days: days }
}

/** Unfinished uploads are counted on their own: their unit may differ from that of the rule. */
function Uploads(props: LifecycleRuleProps): JSX.Element {
  const { rule, index, onRule, words } = props
  const texts = words.config.lifecycle.form
  const abort = rule.AbortMultipartUpload
  const dates = abort?.CreatedBeforeDate !== undefined
  const set = (value: LifecycleRule['AbortMultipartUpload']): void =>
    onRule(withElements(rule, { AbortMultipartUpload: value }))
  const notes = notesAt(props, ['Rule', index, 'AbortMultipartUpload'])
  return (
    <div className="config-action">
      <Checkbox
        isSelected={abort !== undefined}
        description={texts.uploadsHint}
        onChange={(next) => set(next ? { Days: '7' } : undefined)}
      >
        {texts.uploads}
      </Checkbox>
      {abort === undefined ? null : (
        <div className="config-action-fields">
          <TimingField
            byDate={dates}
            value={abort}
            notes={notes}
            texts={{ ...texts, before: texts.startedBefore }}
            onChange={(value) => set(withElements(abort, value))}
          />
        </div>
      )}
    </div>
  )
}
