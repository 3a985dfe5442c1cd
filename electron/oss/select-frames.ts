import { crc32 } from 'node:zlib'
import { badXml } from './xml.ts'

/** What SelectObject says at the end of its answer. */
export interface SelectEnd {
  /** Bytes of the object that were read. */
  readonly scannedBytes: number
  /** HTTP status: 206 or 200 = all went well, whatever the status of the answer itself was. */
  readonly status: number
  readonly message: string
  /** Of an index that was made; null for a query. */
  readonly index: {
    readonly splits: number
    readonly rows: number
    /** CSV only. */
    readonly columns: number | null
  } | null
}

export interface SelectBody {
  readonly data: Uint8Array
  readonly end: SelectEnd
}

const dataFrame = 8_388_609
const keepAliveFrame = 8_388_612
const endFrame = 8_388_613
const csvMetaEndFrame = 8_388_614
const jsonMetaEndFrame = 8_388_615

/** Version 1, type 3, length 4, checksum 4. */
const headerBytes = 12
const checksumBytes = 4
const offsetBytes = 8

/**
 * Takes the frames of an answer apart: big-endian, each with a checksum of its payload (0 = none was
 * made). Throws `client.bad-response` for anything that is not whole.
 */
export function readSelectFrames(body: Uint8Array): SelectBody {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const pieces: Uint8Array[] = []
  let end: SelectEnd | null = null
  let at = 0
  while (at < bytes.length) {
    if (end !== null) throw badXml('select: bytes after the end')
    const { type, payload, next } = frameAt(bytes, at)
    if (type === dataFrame) pieces.push(payload.subarray(offsetBytes))
    else if (type !== keepAliveFrame) end = endOf(type, payload)
    at = next
  }
  if (end === null) throw badXml('select: the end is missing')
  return { data: Buffer.concat(pieces), end }
}

interface Frame {
  readonly type: number
  readonly payload: Buffer
  readonly next: number
}

function frameAt(bytes: Buffer, at: number): Frame {
  if (at + headerBytes > bytes.length) throw badXml('select: a frame is cut off')
  const [version, type] = [bytes.readUInt8(at), bytes.readUIntBE(at + 1, 3)]
  if (version !== 1) throw badXml(`select: version ${version} of frames`)
  const start = at + headerBytes
  const length = bytes.readUInt32BE(at + 4)
  if (start + length + checksumBytes > bytes.length) throw badXml('select: a frame is cut off')
  const payload = bytes.subarray(start, start + length)
  const checksum = bytes.readUInt32BE(start + length)
  if (checksum !== 0 && checksum !== crc32(payload)) throw badXml('select: a checksum differs')
  if (length < offsetBytes) throw badXml('select: a frame is too short')
  return { type, payload, next: start + length + checksumBytes }
}

function endOf(type: number, payload: Buffer): SelectEnd {
  const fixed = { [endFrame]: 20, [csvMetaEndFrame]: 36, [jsonMetaEndFrame]: 32 }[type]
  if (fixed === undefined) throw badXml(`select: unknown frame ${type}`)
  if (payload.length < fixed) throw badXml('select: the end is cut off')
  const common = {
    scannedBytes: Number(payload.readBigUInt64BE(8)),
    status: payload.readUInt32BE(16),
    message: payload.subarray(fixed).toString('utf8'),
  }
  if (type === endFrame) return { ...common, index: null }
  const splits = payload.readUInt32BE(20)
  const rows = Number(payload.readBigUInt64BE(24))
  const columns = type === csvMetaEndFrame ? payload.readUInt32BE(32) : null
  return { ...common, index: { splits, rows, columns } }
}
