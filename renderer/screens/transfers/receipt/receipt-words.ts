import type { Messages } from '../../../../shared/i18n/en.ts'
import { failureText } from '../../../../shared/i18n/failure-text.ts'
import type { TransferKind } from '../../../../shared/transfer/kinds.ts'
import type { Receipt } from '../../../../shared/transfer/receipt.ts'
import type { ItemRow, TransferRow } from '../../../../shared/transfer/view.ts'
import type { Format } from '../../../i18n/i18n.tsx'

interface Words {
  readonly messages: Messages
  readonly format: Pick<Format, 'count' | 'bytes' | 'date' | 'fullDate'>
}

type Sums = Omit<Receipt, 'check'>

const verbs = {
  upload: 'arrived',
  download: 'arrived',
  copy: 'arrived',
  move: 'arrived',
  delete: 'deleted',
  restore: 'asked',
  'storage-class': 'changed',
  acl: 'changed',
  metadata: 'changed',
  tags: 'changed',
  verify: 'right',
} as const satisfies Record<TransferKind, keyof Messages['receipt']['headline']>

/** "1,204 of 1,207 files arrived; 3 failed" */
export function headlineOf({ transfer, sums }: Sums, { messages, format }: Words): string {
  const { headline } = messages.receipt
  const parts = (['skipped', 'failed', 'cancelled', 'open'] as const).flatMap((part) =>
    sums[part] > 0 ? [headline[part](format.count(sums[part]))] : [],
  )
  const verb = headline[verbs[transfer.kind]]
  const done = verb(sums.found, format.count(sums.done), format.count(sums.found))
  return [done, ...parts].join(headline.separator)
}

/** "took 3 min 20 s"; null while it goes on. */
export function durationOf({ transfer }: Receipt, { messages, format }: Words): string | null {
  const { createdAt, finishedAt } = transfer
  if (finishedAt === null) return null
  const { time, took } = messages.receipt
  const seconds = Math.max(1, Math.round((Date.parse(finishedAt) - Date.parse(createdAt)) / 1000))
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return took(time.seconds(format.count(seconds)))
  if (minutes < 60) return took(time.minutes(format.count(minutes), format.count(seconds % 60)))
  return took(time.hours(format.count(Math.floor(minutes / 60)), format.count(minutes % 60)))
}

/** "Checked Today 10:53: 3 of 3 files are still right"; null = never. */
export function checkOf({ check }: Receipt, words: Words): string | null {
  if (check === null) return null
  const { checked, checking } = words.messages.receipt
  const { finishedAt } = check.transfer
  const sentence = headlineOf(check, words)
  return finishedAt === null ? checking(sentence) : checked(words.format.date(finishedAt), sentence)
}

/** What became of a file, and why when it did not arrive, or what is to be said nevertheless. */
export function resultOf(item: ItemRow, messages: Messages): string {
  const { states, reasons } = messages.transfers.items
  if (item.kind === 'listing') return messages.receipt.unreadFolder
  if (item.failure !== null) return failureText(messages, item.failure).what
  return item.attention === null ? states[item.state] : reasons[item.attention]
}

export interface Fact {
  readonly label: string
  readonly value: string
}

type Checked = Pick<TransferRow, 'kind' | 'folder'>

function ownLabel({
  kind,
  folder,
}: Checked): 'received' | 'sent' | 'source' | 'expected' | 'onDisk' {
  if (kind === 'verify') return folder === null ? 'expected' : 'onDisk'
  return kind === 'download' ? 'received' : kind === 'upload' ? 'sent' : 'source'
}

function otherLabel({ kind, folder }: Checked): 'service' | 'expected' {
  return kind === 'verify' && folder !== null ? 'expected' : 'service'
}

/** What is known of a file. A checksum that the service did not state is never called equal. */
export function factsOf(
  item: ItemRow,
  transfer: Checked,
  { messages, format }: Words,
): readonly Fact[] {
  const { details } = messages.receipt
  const { crc64, serviceCrc64 } = item
  const stated = serviceCrc64 ?? details.unchecked
  const checksums =
    item.state === 'done' && (crc64 !== null || serviceCrc64 !== null)
      ? [
          { label: details[ownLabel(transfer)], value: crc64 ?? details.notKnown },
          {
            label: details[otherLabel(transfer)],
            value: serviceCrc64 !== null && serviceCrc64 === crc64 ? details.same(stated) : stated,
          },
        ]
      : []
  return [
    { label: details.state, value: resultOf(item, messages) },
    { label: details.size, value: format.bytes(item.sizeBytes) },
    ...checksums,
    ...(item.versionId === null ? [] : [{ label: details.versionId, value: item.versionId }]),
    { label: details.tries, value: format.count(item.tries) },
    {
      label: details.settledAt,
      value: item.settledAt === null ? details.notKnown : format.fullDate(item.settledAt),
    },
  ]
}
