import { z } from 'zod'
import type { FaultRule } from './faults.ts'

const effectSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    code: z.string(),
    message: z.string().optional(),
    ec: z.string().optional(),
    retryAfterSeconds: z.number().optional(),
    qosDelayMs: z.number().optional(),
  }),
  z.object({ kind: z.literal('latency'), ms: z.number() }),
  z.object({
    kind: z.literal('reset'),
    when: z.enum(['before', 'request-body', 'before-answer', 'response-body']),
    afterBytes: z.int().optional(),
  }),
  z.object({ kind: z.literal('truncate'), afterBytes: z.int() }),
  z.object({
    kind: z.literal('corrupt'),
    body: z.enum(['request', 'response']),
    atByte: z.int().optional(),
  }),
  z.object({
    kind: z.literal('slow'),
    body: z.enum(['request', 'response']),
    bytesPerSecond: z.number().positive(),
  }),
  z.object({ kind: z.literal('hang') }),
  z.object({ kind: z.literal('offline') }),
  z.object({ kind: z.literal('skew'), ms: z.number() }),
])

const ruleSchema = z.strictObject({
  method: z.string().optional(),
  operation: z.union([z.string(), z.array(z.string())]).optional(),
  bucket: z.string().optional(),
  key: z.string().optional(),
  keyPattern: z.string().optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
  skip: z.int().optional(),
  times: z.int().optional(),
  effect: effectSchema,
})

/** Throws when the JSON is no rule. */
export function parseFaultRule(json: string): FaultRule {
  return ruleSchema.parse(JSON.parse(json)) as FaultRule
}
