import { Fragment, type JSX, type ReactElement, type ReactNode, useRef } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { IconButton } from './button.tsx'
import './menu.css'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly shortcut?: string
  readonly danger?: boolean
  readonly isDisabled?: boolean
  /** Below the label: why it is disabled, or what it would do now. */
  readonly description?: string
  /** A line above this entry. */
  readonly separated?: boolean
  readonly onAction: () => void
}

export interface MenuButtonProps {
  readonly label: string
  readonly icon: ReactNode
  readonly entries: readonly MenuEntry[]
  readonly isDisabled?: boolean
  readonly small?: boolean
}

export function MenuButton({ entries, ...button }: MenuButtonProps): JSX.Element {
  return <MenuOf trigger={<IconButton {...button} />} label={button.label} entries={entries} />
}

export interface MenuOfProps {
  /** A pressable react-aria element. */
  readonly trigger: ReactElement
  readonly label: string
  readonly entries: readonly MenuEntry[]
}

export function MenuOf({ trigger, label, entries }: MenuOfProps): JSX.Element {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" placement="bottom end" offset={4}>
        <MenuList label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  )
}

export interface ContextMenuProps {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  /** Viewport position in px; null = closed. */
  readonly at: { readonly x: number; readonly y: number } | null
  readonly onClose: () => void
}

export function ContextMenu({ label, entries, at, onClose }: ContextMenuProps): JSX.Element {
  const anchor = useRef<HTMLDivElement>(null)
  return (
    <>
      <div ref={anchor} className="context-anchor" style={{ left: at?.x ?? 0, top: at?.y ?? 0 }} />
      <Popover
        aria-label={label}
        key={at === null ? 'closed' : `${at.x},${at.y}`}
        className="popover"
        triggerRef={anchor}
        placement="bottom start"
        offset={2}
        isOpen={at !== null}
        onOpenChange={(open) => {
          if (!open) onClose()
        }}
      >
        <MenuList label={label} entries={entries} onClose={onClose} autoFocus />
      </Popover>
    </>
  )
}

interface MenuListProps {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  readonly onClose?: () => void
  readonly autoFocus?: boolean
}

function MenuList({ label, entries, onClose, autoFocus = false }: MenuListProps): JSX.Element {
  return (
    <AriaMenu
      aria-label={label}
      className="menu"
      {...(autoFocus ? { autoFocus: 'first' as const } : {})}
      {...(onClose ? { onClose } : {})}
    >
      {entries.map((entry) => (
        <Fragment key={entry.id}>
          {entry.separated === true ? <Separator className="menu-separator" /> : null}
          <MenuItem
            id={entry.id}
            textValue={entry.label}
            isDisabled={entry.isDisabled ?? false}
            onAction={entry.onAction}
            className={entry.danger === true ? 'menu-item menu-item-danger' : 'menu-item'}
          >
            <span className="menu-item-icon">{entry.icon}</span>
            <span className="menu-item-text">
              <span>{entry.label}</span>
              {entry.description === undefined ? null : (
                <span className="menu-item-description">{entry.description}</span>
              )}
            </span>
            {entry.shortcut === undefined ? null : (
              <kbd className="menu-item-shortcut">{entry.shortcut}</kbd>
            )}
          </MenuItem>
        </Fragment>
      ))}
    </AriaMenu>
  )
}
