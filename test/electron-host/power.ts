import { EventEmitter } from 'node:events'
import type { PowerMonitor, PowerSaveBlocker } from 'electron'
import { note } from './control.ts'

/** Sleeps and wakes only when a test says so: the system is not asked. */
export const powerMonitor = new EventEmitter() as EventEmitter & Pick<PowerMonitor, 'on'>

let lastId = 0

export const powerSaveBlocker = {
  start: (): number => {
    note('sleep', 'prevented')
    lastId += 1
    return lastId
  },
  stop: (): boolean => {
    note('sleep', 'allowed')
    return true
  },
} satisfies Partial<PowerSaveBlocker>
