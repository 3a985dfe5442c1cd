import { crc32, deflateSync } from 'node:zlib'

/** A real PNG: a soft gradient with a few circles, different for every seed. */
export function drawPng(seed: number, width: number, height: number): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height)
  const hue = (seed * 67) % 360
  const circles = [0, 1, 2].map((index) => ({
    x: ((seed * 53 + index * 91) % 100) / 100,
    y: ((seed * 29 + index * 37) % 100) / 100,
    radius: 0.1 + ((seed * 17 + index * 13) % 20) / 100,
  }))
  for (let y = 0; y < height; y += 1) {
    const row = y * (width * 3 + 1)
    for (let x = 0; x < width; x += 1) {
      const [across, down] = [x / width, y / height]
      const lit = circles.some((c) => Math.hypot(across - c.x, down - c.y) < c.radius)
      const light = 0.35 + 0.35 * (1 - down) + (lit ? 0.12 : 0)
      const [red, green, blue] = fromHue(hue + across * 60, light)
      rows.set([red, green, blue], row + 1 + x * 3)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, check])
}

/** HSL with a saturation of 0.6, as bytes. */
function fromHue(hue: number, light: number): readonly [number, number, number] {
  const chroma = 0.6 * Math.min(light, 1 - light)
  const channel = (offset: number): number => {
    const k = (offset + (((hue % 360) + 360) % 360) / 30) % 12
    return Math.round(255 * (light - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [channel(0), channel(8), channel(4)]
}
