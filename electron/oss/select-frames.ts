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

/** Longer ones than the service makes would only fill the memory. */
const maxPayloadBytes = 64 * 1024 * 1024

/** As `SelectFrames`, of an answer that is there as a whole. */
export function readSelectFrames(body: Uint8Array): SelectBody {
  const frames = new SelectFrames()
  const data = Buffer.concat([...frames.push(body)])
  return { data, end: frames.end() }
}

/**
 * Takes the frames of an answer apart as it comes: big-endian, each with a checksum of its payload (0 =
 * none was made). Throws `client.bad-response` for anything that is not whole.
 */
export class SelectFrames {
  #rest: Buffer = Buffer.alloc(0)
  #end: SelectEnd | null = null

  /** What the answer said last; to be called when it is over. */
  end(): SelectEnd {
    if (this.#rest.length > 0) throw badXml('select: a frame is cut off')
    if (this.#end === null) throw badXml('select: the end is missing')
    return this.#end
  }

  /** The rows that are whole with this piece. */
  *push(piece: Uint8Array): Generator<Uint8Array, void, undefined> {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    for (let frame = frameOf(this.#rest); frame !== null; frame = frameOf(this.#rest)) {
      if (this.#end !== null) throw badXml('select: bytes after the end')
      const { type, payload, sizeBytes } = frame
      this.#rest = this.#rest.subarray(sizeBytes)
      if (type === dataFrame) yield payload.subarray(offsetBytes)
      else if (type !== keepAliveFrame) this.#end = endOf(type, payload)
    }
  }
}

interface Frame {
  readonly type: number
  readonly payload: Buffer
  readonly sizeBytes: number
}

/** The first frame; null = it is not all there yet. */
function frameOf(bytes: Buffer): Frame | null {
  if (bytes.length < headerBytes) return null
  const [version, type] = [bytes.readUInt8(0), bytes.readUIntBE(1, 3)]
  if (version !== 1) throw badXml(`select: version ${version} of frames`)
  const length = bytes.readUInt32BE(4)
  if (length < offsetBytes) throw badXml('select: a frame is too short')
  if (length > maxPayloadBytes) throw badXml('select: a frame is too long')
  const sizeBytes = headerBytes + length + checksumBytes
  if (bytes.length < sizeBytes) return null
  const payload = bytes.subarray(headerBytes, headerBytes + length)
  const checksum = bytes.readUInt32BE(headerBytes + length)
  if (checksum !== 0 && checksum !== crc32(payload)) throw badXml('select: a checksum differs')
  return { type, payload, sizeBytes }
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
