import type { ResourceLimits } from 'node:worker_threads'

/**
 * For every thread of the app. By itself each would let short-lived objects fill a hundred MB before
 * it looks for what can go; with less room for them it looks more often.
 */
export const threadLimits: ResourceLimits = { maxYoungGenerationSizeMb: 16 }
