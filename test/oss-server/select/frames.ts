import { crc32 } from 'node:zlib'

const frameTypes = { data: 8_388_609, end: 8_388_613, csvMeta: 8_388_614, jsonMeta: 8_388_615 }
const dataBytes = 64 * 1024

/** Big-endian: version, type, length, checksum of the header (unused), payload, its CRC-32 (or 0). */
function frame(type: number, payload: Buffer, checked: boolean): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt8(1, 0)
  head.writeUIntBE(type, 1, 3)
  head.writeUInt32BE(payload.byteLength, 4)
  const tail = Buffer.alloc(4)
  if (checked) tail.writeUInt32BE(crc32(payload), 0)
  return Buffer.concat([head, payload, tail])
}

function numbers(...values: readonly (readonly [number, 4 | 8])[]): Buffer {
  return Buffer.concat(
    values.map(([value, sizeBytes]) => {
      const buffer = Buffer.alloc(sizeBytes)
      if (sizeBytes === 8) buffer.writeBigUInt64BE(BigInt(value))
      else buffer.writeUInt32BE(value)
      return buffer
    }),
  )
}

/** `failure` = `code.message` of what ended the query early, null when nothing did. */
export function selectFrames(
  data: Buffer,
  scannedBytes: number,
  checked: boolean,
  failure: string | null,
): Buffer {
  const frames: Buffer[] = []
  for (let at = 0; at < data.byteLength; at += dataBytes) {
    const piece = data.subarray(at, at + dataBytes)
    const payload = Buffer.concat([numbers([scannedBytes, 8]), piece])
    frames.push(frame(frameTypes.data, payload, checked))
  }
  const status = failure === null ? 206 : 400
  const end = numbers([scannedBytes, 8], [scannedBytes, 8], [status, 4])
  const payload = Buffer.concat([end, Buffer.from(failure ?? '')])
  frames.push(frame(frameTypes.end, payload, checked))
  return Buffer.concat(frames)
}

/** `columns` null = JSON, which has none. */
export function metaFrames(index: {
  readonly scannedBytes: number
  readonly splits: number
  readonly rows: number
  readonly columns: number | null
}): Buffer {
  const { scannedBytes, splits, rows, columns } = index
  const common = numbers([scannedBytes, 8], [scannedBytes, 8], [200, 4], [splits, 4], [rows, 8])
  if (columns === null) return frame(frameTypes.jsonMeta, common, true)
  return frame(frameTypes.csvMeta, Buffer.concat([common, numbers([columns, 4])]), true)
}
