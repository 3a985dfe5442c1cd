import { Globe, Plus } from 'lucide-react'
import { type JSX, useRef, useState } from 'react'
import { isTrue } from '../../../shared/oss/sections/check.ts'
import type { CorsDocument } from '../../../shared/oss/sections/cors-document.ts'
import { corsSentence } from '../../../shared/oss/sections/cors-words.ts'
import { sameContent } from '../../../shared/oss/sections/same.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { CorsRuleForm } from './cors-rule-form.tsx'
import { corsTemplate, corsTemplates } from './cors-templates.ts'
import { type EditorProps, moveBy, notesAt, removeAt, replaceAt, withElements } from './editing.ts'
import { RuleCard } from './rule-card.tsx'
import { Templates } from './templates.tsx'
import { type OpenRules, useOpenRules } from './use-open-rules.ts'

/** Rules as sentences, in the order in which the service tries them. */
export function CorsEditor(props: EditorProps<CorsDocument>): JSX.Element {
  const { document, onChange, words } = props
  const texts = words.config.cors
  const [choosing, setChoosing] = useState(false)
  const open = useOpenRules(props, 'CORSRule', document.CORSRule.length)
  const rules = document.CORSRule
  const templates = corsTemplates.map((id) => ({
    id,
    title: texts.templates[id],
    hint: texts.templates[`${id}Hint`],
    onChoose: () => {
      setChoosing(false)
      onChange({ ...document, CORSRule: [...rules, corsTemplate(id)] })
      open.added()
    },
  }))
  const picker = (
    <Templates
      title={texts.templates.title}
      templates={templates}
      cancel={words.config.page.cancel}
      onCancel={() => setChoosing(false)}
    />
  )
  if (rules.length === 0 && !choosing) {
    const add = (
      <Button variant="primary" icon={<Plus size={14} />} onPress={() => setChoosing(true)}>
        {texts.add}
      </Button>
    )
    return <EmptyState icon={<Globe size={32} />} text={texts.empty} action={add} />
  }
  return (
    <div className="config-stack">
      {rules.length === 0 ? null : <RuleList {...props} open={open} />}
      {choosing ? (
        picker
      ) : (
        <div>
          <Button icon={<Plus size={14} />} onPress={() => setChoosing(true)}>
            {texts.add}
          </Button>
        </div>
      )}
      {rules.length === 0 ? null : (
        <Checkbox
          isSelected={isTrue(document.ResponseVary)}
          description={texts.form.varyHint}
          onChange={(on) => onChange({ ...document, ResponseVary: on ? 'true' : 'false' })}
        >
          {texts.form.vary}
        </Checkbox>
      )}
    </div>
  )
}

function RuleList(props: EditorProps<CorsDocument> & { readonly open: OpenRules }): JSX.Element {
  const { document, saved, onChange, words, open } = props
  const rules = document.CORSRule
  const list = useRef<HTMLUListElement>(null)
  const change = (next: CorsDocument['CORSRule']): void => {
    onChange(withElements(document, { CORSRule: next }))
  }
  return (
    <ul className="rule-list" ref={list} tabIndex={-1}>
      {rules.map((rule, index) => (
        <RuleCard
          key={open.ids[index]}
          name={words.config.cors.rule(String(index + 1))}
          sentence={corsSentence(rule, words)}
          mark={markOf(saved.CORSRule, rule, index)}
          isOpen={open.isOpen(index)}
          onToggle={() => open.toggle(index)}
          onRemove={() => {
            open.removed(index)
            // The button that had the focus goes away with the rule.
            list.current?.focus()
            change(removeAt(rules, index))
          }}
          onMove={{
            up: index === 0 ? null : () => move(index, -1),
            down: index === rules.length - 1 ? null : () => move(index, 1),
          }}
          error={notesAt(props, ['CORSRule', index], { exact: true }).error}
          messages={words.config.page}
        >
          <CorsRuleForm
            {...props}
            index={index}
            rule={rule}
            onRule={(next) => change(replaceAt(rules, index, next))}
          />
        </RuleCard>
      ))}
    </ul>
  )

  function move(index: number, by: -1 | 1): void {
    open.moved(index, index + by)
    change(moveBy(rules, index, by))
  }
}

function markOf(
  saved: CorsDocument['CORSRule'],
  rule: CorsDocument['CORSRule'][number],
  index: number,
): 'new' | 'changed' | null {
  if (saved.some((old) => sameContent(old, rule))) return null
  return index < saved.length ? 'changed' : 'new'
}
