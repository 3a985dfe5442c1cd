import { bucketExchanges } from './buckets.ts'
import type { Exchange } from './exchange.ts'
import { liveExchanges } from './live.ts'
import { objectExchanges } from './objects.ts'
import { ruleExchanges } from './rules.ts'

export const exchanges: readonly Exchange[] = [
  ...bucketExchanges,
  ...ruleExchanges,
  ...liveExchanges,
  ...objectExchanges,
]
