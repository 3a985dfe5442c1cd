import { Plus, X } from 'lucide-react'
import type { JSX } from 'react'
import { formatBytes } from '../../../shared/i18n/format.ts'
import { wholeNumber } from '../../../shared/oss/sections/check.ts'
import type {
  LifecycleFilter,
  LifecycleTag,
} from '../../../shared/oss/sections/lifecycle-document.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { notesAt, removeAt, replaceAt, withElements } from './editing.ts'
import { describe } from './field-note.tsx'
import type { LifecycleRuleProps } from './lifecycle-rule-form.tsx'

/** What narrows a rule down: tags, sizes, and folders that are left out. */
export function LifecycleConditions(props: LifecycleRuleProps): JSX.Element {
  return (
    <div className="config-stack">
      <Exceptions {...props} />
      <Tags {...props} />
      <div className="config-columns">
        <Size {...props} element="ObjectSizeGreaterThan" />
        <Size {...props} element="ObjectSizeLessThan" />
      </div>
    </div>
  )
}

function Tags(props: LifecycleRuleProps): JSX.Element {
  const { rule, index, onRule, words } = props
  const texts = words.config.lifecycle.form
  const set = (tags: LifecycleTag[]): void => onRule({ ...rule, Tag: tags })
  return (
    <fieldset className="config-group">
      <legend className="field-label">{texts.tags}</legend>
      {rule.Tag.map((tag, place) => {
        const notes = notesAt(props, ['Rule', index, 'Tag', place])
        return (
          // Tags have no identity but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={place} className="config-action-row">
            <TextField
              label={texts.tagKey}
              value={tag.Key}
              error={notes.error}
              description={describe(notes.warning)}
              onChange={(value) => set(replaceAt(rule.Tag, place, { ...tag, Key: value }))}
            />
            <TextField
              label={texts.tagValue}
              value={tag.Value}
              onChange={(value) => set(replaceAt(rule.Tag, place, { ...tag, Value: value }))}
            />
            <IconButton
              label={words.config.page.removeNamed(tag.Key || texts.tagKey)}
              icon={<X size={16} />}
              onPress={() => set(removeAt(rule.Tag, place))}
            />
          </div>
        )
      })}
      <div>
        <Button
          icon={<Plus size={14} />}
          onPress={() => set([...rule.Tag, { Key: '', Value: '' }])}
        >
          {texts.addTag}
        </Button>
      </div>
    </fieldset>
  )
}

function Exceptions(props: LifecycleRuleProps): JSX.Element {
  const { rule, index, words } = props
  const texts = words.config.lifecycle.form
  const list = rule.Filter?.Not ?? []
  const set = (next: LifecycleFilter['Not']): void => changeFilter(props, { Not: next })
  return (
    <fieldset className="config-group">
      <legend className="field-label">{texts.exceptions}</legend>
      {list.map((exception, place) => {
        const notes = notesAt(props, ['Rule', index, 'Filter', 'Not', place])
        return (
          // Exceptions have no identity but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={place} className="config-action-row">
            <TextField
              label={texts.folder}
              mono
              value={exception.Prefix ?? ''}
              placeholder={`${rule.Prefix ?? ''}keep/`}
              error={notes.error}
              description={describe(notes.warning, taggedHint(exception.Tag, texts.exceptTags))}
              onChange={(value) => set(replaceAt(list, place, { ...exception, Prefix: value }))}
            />
            <IconButton
              label={words.config.page.removeNamed(exception.Prefix || texts.exceptions)}
              icon={<X size={16} />}
              onPress={() => set(removeAt(list, place))}
            />
          </div>
        )
      })}
      <div>
        <Button
          icon={<Plus size={14} />}
          onPress={() => set([...list, { Prefix: rule.Prefix ?? '', Tag: [] }])}
        >
          {texts.addException}
        </Button>
      </div>
    </fieldset>
  )
}

/** Tags of an exception are shown, not edited; they stay. */
function taggedHint(
  tags: readonly LifecycleTag[],
  say: (list: string) => string,
): string | undefined {
  if (tags.length === 0) return undefined
  return say(tags.map((tag) => `${tag.Key}=${tag.Value}`).join(', '))
}

interface SizeProps extends LifecycleRuleProps {
  readonly element: 'ObjectSizeGreaterThan' | 'ObjectSizeLessThan'
}

function Size(props: SizeProps): JSX.Element {
  const { rule, index, words, element } = props
  const texts = words.config.lifecycle.form
  const value = rule.Filter?.[element] ?? ''
  const notes = notesAt(props, ['Rule', index, 'Filter', element])
  const bytes = wholeNumber(value)
  const hint = bytes === null ? undefined : texts.sizeHint(formatBytes(words.locale, bytes))
  return (
    <TextField
      label={`${element === 'ObjectSizeGreaterThan' ? texts.larger : texts.smaller} (${texts.bytes})`}
      value={value}
      error={notes.error}
      description={describe(notes.warning, hint)}
      onChange={(text) => changeFilter(props, { [element]: text.trim() || undefined })}
    />
  )
}

/** A filter that says nothing any more is taken out; what the form does not know stays. */
function changeFilter(props: LifecycleRuleProps, patch: Partial<LifecycleFilter>): void {
  const filter = withElements<LifecycleFilter>({ Not: [], ...props.rule.Filter }, patch)
  const empty = filter.Not.length === 0 && Object.keys(filter).length === 1
  props.onRule(withElements(props.rule, { Filter: empty ? undefined : filter }))
}
