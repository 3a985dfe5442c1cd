import { ChevronRight } from 'lucide-react'
import type { JSX, ReactNode } from 'react'
import { Disclosure as AriaDisclosure, Button, DisclosurePanel } from 'react-aria-components'
import './disclosure.css'

export interface DisclosureProps {
  readonly title: string
  readonly children: ReactNode
  readonly defaultExpanded?: boolean
  readonly isExpanded?: boolean
  readonly onExpandedChange?: (expanded: boolean) => void
}

export function Disclosure({ title, children, ...rest }: DisclosureProps): JSX.Element {
  return (
    <AriaDisclosure {...rest} className="disclosure">
      <div>
        <Button slot="trigger" className="disclosure-button">
          <ChevronRight size={14} aria-hidden />
          {title}
        </Button>
      </div>
      <DisclosurePanel className="disclosure-panel">{children}</DisclosurePanel>
    </AriaDisclosure>
  )
}
