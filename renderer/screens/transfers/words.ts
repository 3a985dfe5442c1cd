import type { Messages } from '../../../shared/i18n/en.ts'
import { movesBytes } from '../../../shared/transfer/kinds.ts'
import { isFinished } from '../../../shared/transfer/state.ts'
import type { TransferRow, TransfersSnapshot } from '../../../shared/transfer/view.ts'
import type { Format } from '../../i18n/i18n.tsx'

export interface Words {
  readonly messages: Messages['transfers']
  readonly format: Pick<Format, 'count' | 'bytes' | 'upcoming'>
}

/** "trip and 2 more" */
export function nameOf(row: TransferRow, { messages, format }: Words): string {
  const others = row.asked - 1
  if (others <= 0) return row.firstName
  return messages.label.more(row.firstName, format.count(others))
}

/** "trip and 2 more → photos/2026" */
export function labelOf(row: TransferRow, words: Words): string {
  const { label } = words.messages
  const name = nameOf(row, words)
  switch (row.kind) {
    case 'upload':
      return label.to(name, remotePlace(row))
    case 'download':
      return label.to(name, row.folder ?? '')
    case 'delete':
      return label.deleted(name, remotePlace(row))
    case 'copy':
      return label.copied(name, remotePlace(row))
    case 'move':
      return row.rename === null
        ? label.moved(name, remotePlace(row))
        : label.renamed(name, row.rename)
    case 'restore':
      return label.restored(name, remotePlace(row))
    case 'verify':
      return label.verify(name, row.folder ?? remotePlace(row))
    case 'storage-class':
      return label.storageClass(name, remotePlace(row))
    case 'acl':
    case 'metadata':
    case 'tags':
      return label[row.kind](name, remotePlace(row))
  }
}

/** Where the files arrive, or are deleted from or changed in. */
export function placeOf(row: TransferRow): string {
  return row.kind === 'download' ? (row.folder ?? '') : remotePlace(row)
}

function remotePlace(row: TransferRow): string {
  return `${row.bucket}/${row.prefix}`.replace(/\/$/, '')
}

export function stateOf(row: TransferRow, { messages, format }: Words): string {
  const { states } = messages
  if (row.state === 'paused' && row.pausedUntil !== null) {
    return states.pausedUntil(format.upcoming(Date.parse(row.pausedUntil)))
  }
  if (row.state !== 'running') return states[row.state]
  return row.enumerated ? states.running[row.kind] : states.reading
}

/** "1,204 of 9,870 · 3.2 GB of 38 GB · 84 MB/s · 2 minutes left" */
export function progressOf(row: TransferRow, words: Words): readonly string[] {
  const { messages, format } = words
  const { items } = row
  const over = items.done + items.skipped
  const parts = [countOf(row, over, words)]
  if (movesBytes(row.kind) && row.totalBytes > 0) {
    const done = row.doneBytes < row.totalBytes ? format.bytes(row.doneBytes) : null
    const total = format.bytes(row.totalBytes)
    parts.push(done === null ? total : messages.of(done, total))
  }
  // Folders are still to be read, so these totals will grow.
  if (!row.enumerated && !isFinished(row.state)) parts.push(messages.counts.open)
  if (items.skipped > 0) parts.push(messages.counts.skipped(format.count(items.skipped)))
  if (items.failed > 0) parts.push(messages.counts.failed(format.count(items.failed)))
  if (items.attention > 0) parts.push(messages.counts.attention(format.count(items.attention)))
  if (row.state === 'running' && row.bytesPerSecond > 0) {
    parts.push(messages.perSecond(format.bytes(row.bytesPerSecond)))
    if (row.secondsLeft !== null) parts.push(timeLeft(row.secondsLeft, words))
  }
  return parts
}

function countOf(row: TransferRow, over: number, { messages, format }: Words): string {
  const { total } = row.items
  if (over === total && row.enumerated) return messages.counts.files(total, format.count(total))
  return messages.of(format.count(over), format.count(total))
}

export function timeLeft(seconds: number, { messages, format }: Words): string {
  const { left } = messages
  const whole = Math.max(1, Math.round(seconds))
  if (whole < 60) return left.seconds(whole, format.count(whole))
  const minutes = Math.round(whole / 60)
  if (minutes < 60) return left.minutes(minutes, format.count(minutes))
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return left.hours(format.count(hours), format.count(minutes % 60))
  const days = Math.floor(hours / 24)
  return left.days(days, format.count(days))
}

/** 0 to 1 of bytes or, where there are none, of files; null while it cannot be told. */
export function fractionOf(row: TransferRow): number | null {
  const { items } = row
  if (row.state === 'done') return 1
  if (!row.enumerated && row.state === 'running') return null
  if (movesBytes(row.kind) && row.totalBytes > 0) {
    return Math.min(1, row.doneBytes / row.totalBytes)
  }
  return items.total === 0 ? 0 : (items.done + items.skipped) / items.total
}

/** One line for the status bar: what is going on over all transfers. */
export function summaryOf(snapshot: TransfersSnapshot, words: Words): string {
  const { messages, format } = words
  const { summary, separator } = messages
  if (snapshot.stopped !== null) return summary.stopped
  const waiting = snapshot.transfers.filter((row) => row.state === 'needs-attention').length
  const attention = waiting > 0 ? [summary.attention(waiting, format.count(waiting))] : []
  if (snapshot.active === 0) {
    if (waiting > 0) return attention.join(separator)
    return snapshot.total === 0 ? summary.idle : summary.finished
  }
  if (!snapshot.online) return [summary.offline, ...attention].join(separator)
  const { active, doneItems, totalItems, bytesPerSecond } = snapshot
  return [
    summary.active(active, format.count(active)),
    messages.of(format.count(doneItems), format.count(totalItems)),
    ...(bytesPerSecond > 0 ? [messages.perSecond(format.bytes(bytesPerSecond))] : []),
    ...attention,
  ].join(separator)
}
