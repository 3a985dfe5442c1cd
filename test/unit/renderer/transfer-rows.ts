import type { ItemCounts, TransferRow, TransfersSnapshot } from '../../../shared/transfer/view.ts'

export const noItems: ItemCounts = {
  total: 0,
  waiting: 0,
  running: 0,
  done: 0,
  skipped: 0,
  failed: 0,
  attention: 0,
  cancelled: 0,
}

export function transferRow(change: Partial<TransferRow>): TransferRow {
  return {
    id: '1',
    kind: 'upload',
    state: 'running',
    attention: null,
    pausedUntil: null,
    accountId: 'a',
    bucket: 'photos',
    prefix: '2026/',
    folder: null,
    rename: null,
    firstName: 'trip',
    asked: 1,
    enumerated: true,
    items: { ...noItems, total: 10, running: 1, waiting: 9 },
    totalBytes: 0,
    doneBytes: 0,
    bytesPerSecond: 0,
    secondsLeft: null,
    createdAt: '2026-11-20T10:00:00.000Z',
    finishedAt: null,
    failure: null,
    ...change,
  }
}

export function snapshotOf(
  transfers: readonly TransferRow[],
  change: Partial<TransfersSnapshot> = {},
): TransfersSnapshot {
  return {
    transfers,
    total: transfers.length,
    active: 0,
    bytesPerSecond: 0,
    doneItems: 0,
    totalItems: 0,
    online: true,
    heldAtStart: 0,
    stopped: null,
    ...change,
  }
}
