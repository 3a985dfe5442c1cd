import type { JSX } from 'react'
import type { Failure } from '../../../shared/ipc/failure.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { ErrorPanel } from '../../ui/error-panel.tsx'

export interface FailurePanelProps {
  readonly failure: Failure
  readonly layout?: 'block' | 'inline'
  readonly onRetry?: () => void
}

/** A failure in words, with everything that support asks for. */
export function FailurePanel({
  failure,
  layout = 'block',
  onRetry,
}: FailurePanelProps): JSX.Element {
  const messages = useMessages()
  const { actions, details } = messages.common
  const facts = [
    { label: details.code, value: failure.code },
    { label: details.status, value: failure.status === null ? '' : String(failure.status) },
    { label: details.ec, value: failure.ec ?? '' },
    { label: details.requestId, value: failure.requestId ?? '' },
    { label: details.message, value: failure.message },
  ]
  return (
    <ErrorPanel
      {...failureText(messages, failure)}
      details={facts.filter((fact) => fact.value !== '')}
      labels={{
        details: details.title,
        copy: actions.copy,
        copied: actions.copied,
        retry: actions.retry,
      }}
      layout={layout}
      onRetry={onRetry}
    />
  )
}
