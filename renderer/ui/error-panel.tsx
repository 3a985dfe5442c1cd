import { CircleAlert, Copy, RotateCw } from 'lucide-react'
import { type JSX, type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import { Disclosure } from './disclosure.tsx'
import './error-panel.css'

export interface ErrorPanelProps {
  readonly what: string
  readonly why: string | null
  readonly todo: string | null
  /** Facts for support: code, EC, request id, message. */
  readonly details: readonly { readonly label: string; readonly value: string }[]
  readonly labels: {
    readonly details: string
    readonly copy: string
    readonly copied: string
    readonly retry: string
  }
  readonly onRetry?: (() => void) | undefined
  readonly actions?: ReactNode
  /** `block`: fills the place of what failed; `inline`: inside a form or a list. */
  readonly layout?: 'block' | 'inline'
}

export function ErrorPanel(props: ErrorPanelProps): JSX.Element {
  const { what, why, todo, details, labels, onRetry, actions, layout = 'block' } = props
  return (
    <div className={`error-panel error-panel-${layout}`} role="alert">
      <CircleAlert size={layout === 'block' ? 20 : 16} aria-hidden className="tone-danger" />
      <div className="error-panel-text">
        <strong>{what}</strong>
        {why === null ? null : <p>{why}</p>}
        {todo === null ? null : <p>{todo}</p>}
        {onRetry === undefined && actions === undefined ? null : (
          <div className="error-panel-actions">
            {onRetry === undefined ? null : (
              <Button icon={<RotateCw size={14} />} onPress={onRetry}>
                {labels.retry}
              </Button>
            )}
            {actions}
          </div>
        )}
        <Disclosure title={labels.details}>
          <Details details={details} copy={labels.copy} copied={labels.copied} />
        </Disclosure>
      </div>
    </div>
  )
}

interface DetailsProps {
  readonly details: ErrorPanelProps['details']
  readonly copy: string
  readonly copied: string
}

function Details({ details, copy, copied }: DetailsProps): JSX.Element {
  const [done, setDone] = useState(false)
  const text = details.map(({ label, value }) => `${label}: ${value}`).join('\n')
  return (
    <div className="error-details">
      <dl className="selectable">
        {details.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Button
        icon={<Copy size={14} />}
        onPress={() => void navigator.clipboard.writeText(text).then(() => setDone(true))}
      >
        {done ? copied : copy}
      </Button>
    </div>
  )
}
