import { encodePng } from './png-codec.ts'

/** A real PNG: a soft gradient with a few circles, different for every seed. */
export function drawPng(seed: number, width: number, height: number): Buffer {
  const pixels = new Uint8Array(width * height * 3)
  const hue = (seed * 67) % 360
  const circles = [0, 1, 2].map((index) => ({
    x: ((seed * 53 + index * 91) % 100) / 100,
    y: ((seed * 29 + index * 37) % 100) / 100,
    radius: 0.1 + ((seed * 17 + index * 13) % 20) / 100,
  }))
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [across, down] = [x / width, y / height]
      const lit = circles.some((c) => Math.hypot(across - c.x, down - c.y) < c.radius)
      const light = 0.35 + 0.35 * (1 - down) + (lit ? 0.12 : 0)
      const [red, green, blue] = fromHue(hue + across * 60, light)
      pixels.set([red, green, blue], (y * width + x) * 3)
    }
  }
  return encodePng({ width, height, channels: 3, pixels })
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
