import { CalendarClock, Plus } from 'lucide-react'
import { type JSX, useRef, useState } from 'react'
import {
  isEnabled,
  type LifecycleDocument,
  type LifecycleRule,
} from '../../../shared/oss/sections/lifecycle-document.ts'
import { lifecycleSentence } from '../../../shared/oss/sections/lifecycle-words.ts'
import { sameContent } from '../../../shared/oss/sections/same.ts'
import { Button } from '../../ui/button.tsx'
import { Switch } from '../../ui/choice.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { type EditorProps, notesAt, removeAt, replaceAt } from './editing.ts'
import { LifecycleRuleForm } from './lifecycle-rule-form.tsx'
import { freeRuleName, lifecycleTemplate, lifecycleTemplates } from './lifecycle-templates.ts'
import { RuleCard } from './rule-card.tsx'
import { Templates } from './templates.tsx'
import { type OpenRules, useOpenRules } from './use-open-rules.ts'

export function LifecycleEditor(props: EditorProps<LifecycleDocument>): JSX.Element {
  const { document, onChange, words } = props
  const texts = words.config.lifecycle
  const [choosing, setChoosing] = useState(false)
  const open = useOpenRules(props, 'Rule', document.Rule.length)
  const rules = document.Rule
  const templates = lifecycleTemplates.map((id) => ({
    id,
    title: texts.templates[id],
    hint: texts.templates[`${id}Hint`],
    onChoose: () => {
      setChoosing(false)
      const name = freeRuleName(rules.map((rule) => rule.ID))
      onChange({ ...document, Rule: [...rules, lifecycleTemplate(id, name)] })
      open.added()
    },
  }))
  const start = (variant: 'primary' | 'secondary'): JSX.Element => (
    <Button variant={variant} icon={<Plus size={14} />} onPress={() => setChoosing(true)}>
      {texts.add}
    </Button>
  )
  if (rules.length === 0 && !choosing) {
    return (
      <EmptyState icon={<CalendarClock size={32} />} text={texts.empty} action={start('primary')} />
    )
  }
  return (
    <div className="config-stack">
      {rules.length === 0 ? null : <RuleList {...props} open={open} />}
      {choosing ? (
        <Templates
          title={texts.templates.title}
          templates={templates}
          cancel={words.config.page.cancel}
          onCancel={() => setChoosing(false)}
        />
      ) : (
        <div>{start('secondary')}</div>
      )}
    </div>
  )
}

type RuleListProps = EditorProps<LifecycleDocument> & { readonly open: OpenRules }

function RuleList(props: RuleListProps): JSX.Element {
  const { document, saved, onChange, words, open } = props
  const rules = document.Rule
  const list = useRef<HTMLUListElement>(null)
  const change = (next: LifecycleRule[]): void => onChange({ ...document, Rule: next })
  return (
    <ul className="rule-list" ref={list} tabIndex={-1}>
      {rules.map((rule, index) => {
        const name = rule.ID || words.config.lifecycle.newRule
        const onRule = (next: LifecycleRule): void => change(replaceAt(rules, index, next))
        return (
          <RuleCard
            key={open.ids[index]}
            name={name}
            sentence={lifecycleSentence(rule, words)}
            mark={markOf(saved.Rule, rule)}
            isOpen={open.isOpen(index)}
            isOff={!isEnabled(rule)}
            onToggle={() => open.toggle(index)}
            onRemove={() => {
              open.removed(index)
              // The button that had the focus goes away with the rule.
              list.current?.focus()
              change(removeAt(rules, index))
            }}
            toggle={
              <Switch
                isSelected={isEnabled(rule)}
                onChange={(on) => onRule({ ...rule, Status: on ? 'Enabled' : 'Disabled' })}
              >
                <span className="visually-hidden">{words.config.page.ruleOn(name)}</span>
              </Switch>
            }
            error={notesAt(props, ['Rule', index], { exact: true }).error}
            messages={words.config.page}
          >
            <LifecycleRuleForm {...props} index={index} rule={rule} onRule={onRule} />
          </RuleCard>
        )
      })}
    </ul>
  )
}

function markOf(saved: readonly LifecycleRule[], rule: LifecycleRule): 'new' | 'changed' | null {
  if (saved.some((old) => sameContent(old, rule))) return null
  return saved.some((old) => old.ID === rule.ID) ? 'changed' : 'new'
}
