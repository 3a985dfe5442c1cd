import type { JSX, ReactNode } from 'react'
import { failureText } from '../../shared/i18n/failure-text.ts'
import type { Failure } from '../../shared/ipc/failure.ts'
import { useMessages } from '../i18n/i18n.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'

export interface FailurePanelProps {
  readonly failure: Failure
  /** What was tried, where the same code calls for other advice. */
  readonly context?: 'sign-in' | 'any'
  readonly onRetry?: (() => void) | undefined
  readonly actions?: ReactNode
  readonly layout?: 'block' | 'inline'
}

/** A failure in the place of what failed: what, why, what to do, and the facts for support. */
export function FailurePanel(props: FailurePanelProps): JSX.Element {
  const { failure, context, ...rest } = props
  const messages = useMessages()
  const { details: labels, actions } = messages.common
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [labels.code, failure.code],
    [labels.ec, failure.ec],
    [labels.requestId, failure.requestId],
    [labels.status, failure.status?.toString()],
    [labels.host, failure.details.host],
    [labels.message, failure.message],
  ]
  return (
    <ErrorPanel
      {...rest}
      {...failureText(messages, failure, context)}
      details={facts.flatMap(([label, value]) => (value ? [{ label, value }] : []))}
      labels={{
        details: labels.title,
        copy: actions.copy,
        copied: actions.copied,
        retry: actions.retry,
      }}
    />
  )
}
