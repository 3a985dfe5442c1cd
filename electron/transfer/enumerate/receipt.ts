import type { NewItem } from '../store/records.ts'
import type { Root } from '../store/root-store.ts'
import type { Store } from '../store/store.ts'

interface ReceiptReading {
  readonly store: Store
  readonly signal: AbortSignal
  /** Rows were stored: something may be startable. */
  readonly onRows: () => void
}

const itemsAtOnce = 500

/**
 * Reads the receipt of another transfer to its end: what arrived, with what proved it then. The last
 * item that was looked at is the cursor.
 */
export async function readReceipt(
  { store, signal, onRows }: ReceiptReading,
  root: Root,
): Promise<void> {
  const transferId = Number(root.source)
  for (let last = Number(root.cursor ?? 0); ; ) {
    signal.throwIfAborted()
    const page = store.pages.after(transferId, last, itemsAtOnce)
    const arrived = page.filter(({ kind, state }) => kind === 'file' && state === 'done')
    const items = arrived.map(
      ({ identity, name, key, path, sizeBytes, proof }): NewItem => ({
        kind: 'file',
        rest: name,
        large: false,
        sizeBytes,
        ...(identity === null ? {} : { identity }),
        receipt: { key, path, crc64: proof.crc64 ?? proof.serviceCrc64 },
      }),
    )
    last = page.at(-1)?.id ?? last
    store.atomically(() => {
      store.items.add(root, items)
      if (page.length === 0) store.roots.setDone(root)
      else store.roots.setCursor(root, String(last))
    })
    onRows()
    if (page.length === 0) return
    // Others have a turn between two pages.
    await new Promise(setImmediate)
  }
}
