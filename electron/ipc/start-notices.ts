import type { StartNotice } from '../../shared/ipc/contract.ts'
import type { Log } from '../log.ts'

export interface StartNotices {
  readonly list: readonly StartNotice[]
  /** Answers what to call with the place that a damaged file was moved to; null = it was not. */
  of(lost: StartNotice['lost']): (keptAs: string | null) => void
}

/** Collects what the person has to be told about this start. */
export function createStartNotices(log: Log): StartNotices {
  const list: StartNotice[] = []
  return {
    list,
    of: (lost) => (keptAs) => {
      if (keptAs === null) return
      log.event('moved-aside', { lost })
      list.push({ lost, keptAs })
    },
  }
}
