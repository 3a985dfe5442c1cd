import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** 8 bits a channel; 3 channels, or 4 with transparency; rows from the top. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly channels: 3 | 4
  readonly pixels: Uint8Array
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export function encodePng({ width, height, channels, pixels }: Picture): Buffer {
  const rowBytes = width * channels
  const rows = Buffer.alloc((rowBytes + 1) * height)
  for (let y = 0; y < height; y += 1) {
    rows.set(pixels.subarray(y * rowBytes, (y + 1) * rowBytes), y * (rowBytes + 1) + 1)
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, channels === 3 ? 2 : 6, 0, 0, 0], 8)
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Null for what is no PNG, or one of the rarer kinds: palettes, greys, 16 bits, interlaced. */
export function decodePng(file: Buffer): Picture | null {
  if (!file.subarray(0, 8).equals(signature) || file.byteLength < 33) return null
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)]
  const [depth, color, , , interlaced] = file.subarray(24, 29)
  if (depth !== 8 || (color !== 2 && color !== 6) || interlaced !== 0) return null
  const data: Buffer[] = []
  for (let at = 8; at + 8 <= file.byteLength; ) {
    const sizeBytes = file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    if (type === 'IDAT') data.push(file.subarray(at + 8, at + 8 + sizeBytes))
    at += sizeBytes + 12
  }
  const channels = color === 2 ? 3 : 4
  const rows = inflateSync(Buffer.concat(data))
  return { width, height, channels, pixels: unfilter(rows, width, height, channels) }
}

/** Each row begins with the rule by which its bytes differ from their neighbours. */
function unfilter(rows: Buffer, width: number, height: number, channels: number): Uint8Array {
  const rowBytes = width * channels
  const pixels = new Uint8Array(rowBytes * height)
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 ? 0 : (pixels[y * rowBytes + x] ?? 0)
  for (let y = 0; y < height; y += 1) {
    const rule = rows[y * (rowBytes + 1)] ?? 0
    for (let x = 0; x < rowBytes; x += 1) {
      const left = at(x - channels, y)
      const above = at(x, y - 1)
      const corner = x < channels ? 0 : at(x - channels, y - 1)
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][rule] ?? 0
      pixels[y * rowBytes + x] = (rows[y * (rowBytes + 1) + 1 + x] ?? 0) + guess
    }
  }
  return pixels
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner
  const [a, b, c] = [left, above, corner].map((each) => Math.abs(guess - each)) as [
    number,
    number,
    number,
  ]
  if (a <= b && a <= c) return left
  return b <= c ? above : corner
}

/** By the nearest pixel. */
export function scalePicture(picture: Picture, width: number, height: number): Picture {
  const { channels } = picture
  const pixels = new Uint8Array(width * height * channels)
  for (let y = 0; y < height; y += 1) {
    const fromY = Math.floor((y * picture.height) / height)
    for (let x = 0; x < width; x += 1) {
      const fromX = Math.floor((x * picture.width) / width)
      const from = (fromY * picture.width + fromX) * channels
      pixels.set(picture.pixels.subarray(from, from + channels), (y * width + x) * channels)
    }
  }
  return { width, height, channels, pixels }
}

function chunk(type: string, data: Buffer): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, check])
}
