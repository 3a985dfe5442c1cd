import type { Messages } from '../../../shared/i18n/en.ts'
import { failureText } from '../../../shared/i18n/failure-text.ts'
import type { ItemRecord } from '../store/records.ts'

/** Tells spreadsheets that the text is UTF-8; without it Chinese names arrive broken. */
export const byteOrderMark = '\uFEFF'

const columns = [
  'name',
  'key',
  'path',
  'result',
  'cause',
  'code',
  'ec',
  'requestId',
  'sizeBytes',
  'crc64',
  'serviceCrc64',
  'compared',
  'versionId',
  'tries',
  'settledAt',
] as const

export function csvHeader({ receipt }: Messages): string {
  return lineOf(columns.map((column) => receipt.csv[column]))
}

export function csvRow(item: ItemRecord, messages: Messages): string {
  const { csv, unreadFolder } = messages.receipt
  const { failure, proof, state } = item
  const { states, reasons } = messages.transfers.items
  const asks = item.attention === null ? null : reasons[item.attention]
  const cells: Readonly<Record<(typeof columns)[number], string | null>> = {
    name: item.name,
    key: item.key,
    path: item.path,
    result: item.kind === 'listing' ? unreadFolder : states[state],
    cause: failure === null ? asks : failureText(messages, failure).what,
    code: failure?.code ?? null,
    ec: failure?.ec ?? null,
    requestId: failure?.requestId ?? null,
    sizeBytes: String(item.sizeBytes),
    crc64: asText(proof.crc64),
    serviceCrc64: asText(proof.serviceCrc64),
    compared: comparisonOf(item, csv),
    versionId: proof.versionId ?? item.versionId,
    tries: String(item.tries),
    settledAt: item.settledAtMs === null ? null : new Date(item.settledAtMs).toISOString(),
  }
  return lineOf(columns.map((column) => cells[column]))
}

/** A checksum that the service did not state is never called equal. */
function comparisonOf(
  { proof, state }: ItemRecord,
  { same, unchecked }: Messages['receipt']['csv'],
): string | null {
  if (state !== 'done' || proof.crc64 === null) return null
  if (proof.serviceCrc64 === null) return unchecked
  return proof.serviceCrc64 === proof.crc64 ? same : null
}

/** Twenty digits are more than a spreadsheet keeps of a number. */
function asText(digits: string | null): string | null {
  return digits === null ? null : `'${digits}`
}

/** RFC 4180. */
function lineOf(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => quoted(harmless(cell ?? ''))).join(',')}\r\n`
}

/** A name that begins like a formula would be carried out by whoever opens the file. */
function harmless(cell: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
