import type { Failure } from '../../shared/ipc/failure.ts'
import type { AnswerParts } from './operation.ts'

/**
 * The service's time minus ours, from an answer that said our clock is off; null when the answer
 * does not tell the time.
 */
export function skewOf(answer: AnswerParts, failure: Failure, nowMs: number): number | null {
  const texts = [failure.details.ServerTime, answer.headers.date]
  for (const text of texts) {
    const serverMs = text === undefined ? Number.NaN : Date.parse(text)
    if (Number.isFinite(serverMs)) return serverMs - nowMs
  }
  return null
}
