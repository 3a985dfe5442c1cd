import { readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'

export interface WindowState {
  readonly x?: number
  readonly y?: number
  readonly width: number
  readonly height: number
  readonly maximized: boolean
}

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const defaultWindowState: WindowState = { width: 1200, height: 780, maximized: false }
export const minimumSize = { width: 720, height: 480 } as const

/** What was kept, or the default when there is nothing that can be used. */
export function readWindowState(file: string): WindowState {
  try {
    return parseWindowState(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return defaultWindowState
  }
}

/** Atomic; a failure to write is not worth a word to anybody. */
export async function writeWindowState(file: string, state: WindowState): Promise<void> {
  const temporary = `${file}.new`
  try {
    await writeFile(temporary, JSON.stringify(state))
    await rename(temporary, file)
  } catch {
    // The window opens in its default place next time.
  }
}

export function parseWindowState(value: unknown): WindowState {
  if (typeof value !== 'object' || value === null) return defaultWindowState
  const { x, y, width, height, maximized } = value as Readonly<Record<string, unknown>>
  if (!isPixel(width) || !isPixel(height)) return defaultWindowState
  const size = {
    width: Math.max(width, minimumSize.width),
    height: Math.max(height, minimumSize.height),
    maximized: maximized === true,
  }
  return isPixel(x) && isPixel(y) ? { x, y, ...size } : size
}

/** Drops a position at which no display shows enough of the title bar to drag the window back. */
export function onScreen(state: WindowState, displays: readonly Area[]): WindowState {
  const { x, y, ...size } = state
  if (x === undefined || y === undefined) return size
  const visible = displays.some(
    (area) =>
      x + size.width - 80 > area.x &&
      x + 80 < area.x + area.width &&
      y >= area.y &&
      y + 40 < area.y + area.height,
  )
  return visible ? state : size
}

function isPixel(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value)
}
