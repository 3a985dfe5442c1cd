import type { JSX, ReactNode } from 'react'
import './empty-state.css'

export interface EmptyStateProps {
  readonly icon?: ReactNode
  /** One sentence. */
  readonly text: string
  /** One action. */
  readonly action?: ReactNode
}

export function EmptyState({ icon, text, action }: EmptyStateProps): JSX.Element {
  return (
    <div className="empty-state">
      {icon === undefined ? null : <div className="empty-state-icon">{icon}</div>}
      <p>{text}</p>
      {action}
    </div>
  )
}
