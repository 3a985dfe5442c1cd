import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react'
import { type JSX, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import type { Messages } from '../../../shared/i18n/en.ts'
import { Button, IconButton } from '../../ui/button.tsx'

export interface RuleCardProps {
  readonly name: string
  readonly sentence: string
  readonly mark: 'new' | 'changed' | null
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly onRemove: () => void
  /** Given where the order means something; null at the end of the list. */
  readonly onMove?: {
    readonly up: (() => void) | null
    readonly down: (() => void) | null
  }
  /** The switch of rules that can be turned off. */
  readonly toggle?: ReactNode
  readonly isOff?: boolean
  /** An error of the rule as a whole. */
  readonly error: string | null
  readonly messages: Messages['config']['page']
  /** The form, shown while open. */
  readonly children: ReactNode
}

/** A rule as a sentence; opened, the sentence goes on telling what the form says. */
export function RuleCard(props: RuleCardProps): JSX.Element {
  const { name, sentence, mark, isOpen, messages, error } = props
  const card = useRef<HTMLLIElement>(null)
  useFocusFollowing(card, isOpen)
  return (
    <li
      ref={card}
      className="rule-card"
      data-open={isOpen || undefined}
      data-off={props.isOff || undefined}
    >
      <header className="rule-card-head">
        <h2>{name}</h2>
        {mark === null ? null : (
          <span className="config-badge">
            {mark === 'new' ? messages.newMark : messages.changedMark}
          </span>
        )}
        <div className="rule-card-actions">
          {props.toggle}
          <Moves {...props} />
          <IconButton
            label={messages.removeNamed(name)}
            icon={<Trash2 size={16} />}
            onPress={props.onRemove}
          />
          {isOpen ? null : (
            <Button
              icon={<Pencil size={14} />}
              aria-label={messages.editNamed(name)}
              onPress={props.onToggle}
            >
              {messages.edit}
            </Button>
          )}
        </div>
      </header>
      <p className="rule-card-sentence selectable">{sentence}</p>
      {error === null ? null : (
        <p className="field-error rule-card-error" role="alert">
          {error}
        </p>
      )}
      {isOpen ? (
        <div className="rule-card-form">
          {props.children}
          <div className="rule-card-done">
            <Button onPress={props.onToggle}>{messages.done}</Button>
          </div>
        </div>
      ) : null}
    </li>
  )
}

function Moves({ onMove, messages }: RuleCardProps): JSX.Element | null {
  if (onMove === undefined || (onMove.up === null && onMove.down === null)) return null
  return (
    <>
      <IconButton
        label={messages.moveUp}
        icon={<ArrowUp size={16} />}
        isDisabled={onMove.up === null}
        onPress={() => onMove.up?.()}
      />
      <IconButton
        label={messages.moveDown}
        icon={<ArrowDown size={16} />}
        isDisabled={onMove.down === null}
        onPress={() => onMove.down?.()}
      />
    </>
  )
}

/** Opening puts the focus into the form; closing puts it back on the button that opens it. */
function useFocusFollowing(card: RefObject<HTMLLIElement | null>, isOpen: boolean): void {
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current === isOpen) return
    wasOpen.current = isOpen
    const target = isOpen
      ? '.rule-card-form :is(input, textarea, button)'
      : '.rule-card-actions .button'
    card.current?.querySelector<HTMLElement>(target)?.focus()
  }, [card, isOpen])
}
