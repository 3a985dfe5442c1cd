import { useCallback, useEffect, useRef, useState } from 'react'
import { toFailure } from '../../../shared/ipc/failure.ts'
import type { ItemRow, ItemWindow, TransferRow } from '../../../shared/transfer/view.ts'
import type { Api } from '../../api.ts'

export const pageSize = 100
const refreshMs = 1000

export interface Items {
  readonly total: number
  rowAt(index: number): ItemRow | undefined
  /** The rows that are on screen: their pages are fetched and kept up to date. */
  need(first: number, last: number): void
}

/** The files of a transfer, page by page, followed at most once a second while it changes. */
export function useItems(api: Api, row: TransferRow, show: ItemWindow['show']): Items {
  const [pages, setPages] = useState<ReadonlyMap<number, readonly ItemRow[]>>(new Map())
  const [total, setTotal] = useState(0)
  const range = useRef({ first: 0, last: 0 })
  const transferId = row.id

  const fetchRange = useCallback(
    async (isCurrent: () => boolean) => {
      const { first, last } = range.current
      const fetched = new Map<number, readonly ItemRow[]>()
      let count = 0
      for (let page = first; page <= last; page += 1) {
        const window = { transferId, show, offset: page * pageSize, count: pageSize }
        const answer = await api.call('transfers.items', window)
        fetched.set(page, answer.rows)
        count = answer.total
      }
      if (!isCurrent()) return
      setTotal(count)
      setPages(fetched)
    },
    [api, transferId, show],
  )

  // `row` is a new object with every change of the transfer: that is what asks for a refresh.
  const latest = useRef(row)
  latest.current = row
  const [wanted, setWanted] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `wanted` counts the requests to fetch
  useEffect(() => {
    let current = true
    let seen = latest.current
    const run = async (): Promise<void> => {
      seen = latest.current
      // A transfer that was removed meanwhile has no items: the row goes with the next push.
      await fetchRange(() => current).catch(toFailure)
    }
    void run()
    const timer = setInterval(() => {
      if (seen !== latest.current) void run()
    }, refreshMs)
    return () => {
      current = false
      clearInterval(timer)
    }
  }, [fetchRange, wanted])

  return {
    total,
    rowAt: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    need: useCallback((first, last) => {
      const next = { first: Math.floor(first / pageSize), last: Math.floor(last / pageSize) }
      if (next.first === range.current.first && next.last === range.current.last) return
      range.current = next
      setWanted((count) => count + 1)
    }, []),
  }
}
