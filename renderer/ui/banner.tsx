import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import type { JSX, ReactNode } from 'react'
import { IconButton } from './button.tsx'
import './banner.css'

export type Tone = 'info' | 'warning' | 'danger' | 'success'

export interface BannerProps {
  readonly tone?: Tone
  readonly title?: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly onDismiss?: () => void
  readonly dismissLabel?: string
}

export function Banner(props: BannerProps): JSX.Element {
  const { tone = 'info', title, children, action, onDismiss, dismissLabel = '' } = props
  return (
    <div className={`banner banner-${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <ToneIcon tone={tone} />
      <div className="banner-text">
        {title === undefined ? null : <strong>{title}</strong>}
        {children === undefined ? null : <div>{children}</div>}
      </div>
      {action}
      {onDismiss === undefined ? null : (
        <IconButton small label={dismissLabel} icon={<X size={14} />} onPress={onDismiss} />
      )}
    </div>
  )
}

export function ToneIcon({ tone }: { readonly tone: Tone }): JSX.Element {
  const Icon = { info: Info, warning: TriangleAlert, danger: CircleAlert, success: CircleCheck }[
    tone
  ]
  return <Icon size={16} aria-hidden className={`tone-icon tone-${tone}`} />
}
