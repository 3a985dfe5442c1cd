import type { Faults } from '../../oss-server/faults/faults.ts'

const writes = ['PutObject', 'UploadPart']
const reads = ['GetObject']

/**
 * 5 % of all requests answer 503, 2 % lose their connection (half of them after they were carried
 * out), 1 % of the answers end early and 0.5 % of the bodies arrive damaged.
 */
export function addFaults(faults: Faults, seed: number): void {
  const effects = [
    [0.05, { kind: 'status', status: 503, code: 'ServiceUnavailable' }],
    [0.01, { kind: 'reset', when: 'before' }],
    [0.01, { kind: 'reset', when: 'before-answer' }],
    [0.01, { kind: 'truncate', afterBytes: 100 }],
  ] as const
  for (const [at, [probability, effect]] of effects.entries()) {
    faults.add({ probability, seed: seed + at, effect })
  }
  const damage = { kind: 'corrupt', atByte: 7 } as const
  faults.add({
    ...{ operation: writes, probability: 0.005, seed: seed + 4 },
    effect: { ...damage, body: 'request' },
  })
  faults.add({
    ...{ operation: reads, probability: 0.005, seed: seed + 5 },
    effect: { ...damage, body: 'response' },
  })
}
