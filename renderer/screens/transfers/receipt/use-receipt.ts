import { useEffect, useState } from 'react'
import type { Receipt } from '../../../../shared/transfer/receipt.ts'
import { useApi, useTransfers } from '../../../stores/stores.tsx'

/** `loading`: not answered yet; `gone`: the transfer is not there any more. */
export type ReceiptState = Receipt | 'loading' | 'gone'

/** A receipt, read anew with everything that is told of the transfers. */
export function useReceipt(transferId: string): ReceiptState {
  const api = useApi()
  const snapshot = useTransfers((state) => state.snapshot)
  const [receipt, setReceipt] = useState<ReceiptState>('loading')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new snapshot is what asks for another
  useEffect(() => {
    let outdated = false
    api.call('transfers.receipt', { transferId }).then(
      (answer) => !outdated && setReceipt(answer),
      () => !outdated && setReceipt('gone'),
    )
    return () => {
      outdated = true
    }
  }, [api, transferId, snapshot])
  return receipt
}
