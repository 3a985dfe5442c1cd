import { Globe, Plus } from 'lucide-react'
import { type JSX, useState } from 'react'
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
  const open = useOpenRules(props, 'CORSRule')
  const rules = document.CORSRule
  const templates = corsTemplates.map((id) => ({
    id,
    title: texts.templates[id],
    hint: texts.templates[`${id}Hint`],
    onChoose: () => {
      setChoosing(false)
      onChange({ ...document, CORSRule: [...rules, corsTemplate(id)] })
      open.openOnly(rules.length)
    },
  }))
  const picker = <Templates title={texts.templates.title} templates={templates} />
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
      <RuleList {...props} open={open} />
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
  const change = (next: CorsDocument['CORSRule']): void => {
    onChange(withElements(document, { CORSRule: next }))
  }
  return (
    <ul className="rule-list">
      {rules.map((rule, index) => (
        <RuleCard
          // The place names the rule: the service gives it no other identity.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={`${open.generation}-${index}`}
          name={words.config.cors.rule(String(index + 1))}
          sentence={corsSentence(rule, words)}
          mark={markOf(saved.CORSRule, rule, index)}
          isOpen={open.isOpen(index)}
          onToggle={() => open.toggle(index)}
          onRemove={() => {
            open.removed(index)
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
