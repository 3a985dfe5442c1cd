import { type JSX, type ReactNode, useEffect } from 'react'
import type { ItemRow } from '../../../shared/transfer/view.ts'
import { useRowWindow } from '../../ui/use-row-window.ts'
import type { Items } from './use-items.ts'
import './file-rows.css'

const rowPx = 28

interface FileRowsProps {
  readonly items: Items
  readonly label: string
  /** undefined = not loaded yet. */
  readonly children: (item: ItemRow | undefined) => ReactNode
}

/** Files in a list of any length: only those on screen are in the document. */
export function FileRows({ items, label, children }: FileRowsProps): JSX.Element {
  const [scroller, { first, last, heightPx, shiftPx }] = useRowWindow(items.total, rowPx)
  const { need } = items
  const shown = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  useEffect(() => need(first, Math.max(first, last)), [need, first, last])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className="transfer-files" aria-label={label} tabIndex={0}>
      <ul style={{ height: heightPx }}>
        {shown.map((index) => (
          <li
            key={index}
            className="transfer-file"
            aria-setsize={items.total}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${index * rowPx + shiftPx}px)` }}
          >
            {children(items.rowAt(index))}
          </li>
        ))}
      </ul>
    </section>
  )
}
