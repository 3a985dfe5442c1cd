import { useEffect, useState } from 'react'
import { type Allowance, allowanceAt, type Pace } from '../../../shared/transfer/pace.ts'
import { useSettings } from '../../stores/stores.tsx'

interface CurrentPace {
  readonly pace: Pace
  readonly allowance: Allowance
  readonly nowMs: number
}

/** What holds now; renders again when the timetable says something else. */
export function usePace(): CurrentPace {
  const limits = useSettings((state) => state.settings.limits)
  const timetable = useSettings((state) => state.settings.timetable)
  const [, tick] = useState(0)
  const pace = { limits, timetable }
  const nowMs = Date.now()
  const allowance = allowanceAt(pace, nowMs)
  const { untilMs } = allowance
  useEffect(() => {
    if (untilMs === null) return
    const timer = setTimeout(() => tick((count) => count + 1), Math.max(1, untilMs - Date.now()))
    return () => clearTimeout(timer)
  }, [untilMs])
  return { pace, allowance, nowMs }
}
