import { useCallback, useEffect, useRef, useState } from 'react'
import type { ItemRow, ItemWindow, TransferRow } from '../../../shared/transfer/view.ts'
import type { Api } from '../../api.ts'

export const pageSize = 100
const refreshMs = 1000

/** Numbers of pages, both included. */
interface PageRange {
  readonly first: number
  readonly last: number
}

export interface Items {
  readonly total: number
  rowAt(index: number): ItemRow | undefined
  /** The rows that are on screen: their pages are fetched and kept up to date. */
  need(first: number, last: number): void
}

/**
 * The files of a transfer, page by page, followed at most once a second while it changes. One fetch
 * at a time: however fast a person scrolls, what was passed meanwhile is not asked for.
 */
export function useItems(api: Api, row: TransferRow, show: ItemWindow['show']): Items {
  const [pages, setPages] = useState<ReadonlyMap<number, readonly ItemRow[]>>(new Map())
  const [total, setTotal] = useState(0)
  const range = useRef<PageRange>({ first: 0, last: 0 })
  const wake = useRef<() => void>(() => undefined)
  // `row` is a new object with every change of the transfer: that is what asks for a refresh.
  const latest = useRef(row)
  latest.current = row
  const transferId = row.id

  useEffect(() => {
    let ended = false
    let busy = false
    let seenRow: TransferRow | null = null
    let seenRange: PageRange | null = null
    const run = async (): Promise<void> => {
      if (busy) return
      busy = true
      while (!ended && seenRange !== range.current) {
        seenRow = latest.current
        seenRange = range.current
        // A transfer that was removed meanwhile has no items: the row goes with the next push.
        const fetched = await fetchPages(api, transferId, show, seenRange).catch(() => null)
        if (ended || fetched === null) break
        setTotal(fetched.total)
        setPages(fetched.pages)
      }
      busy = false
    }
    wake.current = () => void run()
    void run()
    const timer = setInterval(() => {
      if (seenRow === latest.current) return
      seenRange = null
      void run()
    }, refreshMs)
    return () => {
      ended = true
      clearInterval(timer)
    }
  }, [api, transferId, show])

  return {
    total,
    rowAt: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    need: useCallback((first, last) => {
      const next = { first: Math.floor(first / pageSize), last: Math.floor(last / pageSize) }
      if (next.first === range.current.first && next.last === range.current.last) return
      range.current = next
      wake.current()
    }, []),
  }
}

async function fetchPages(
  api: Api,
  transferId: string,
  show: ItemWindow['show'],
  { first, last }: PageRange,
): Promise<{ readonly total: number; readonly pages: ReadonlyMap<number, readonly ItemRow[]> }> {
  const pages = new Map<number, readonly ItemRow[]>()
  let total = 0
  for (let page = first; page <= last; page += 1) {
    const window = { transferId, show, offset: page * pageSize, count: pageSize }
    const answer = await api.call('transfers.items', window)
    pages.set(page, answer.rows)
    total = answer.total
  }
  return { total, pages }
}
