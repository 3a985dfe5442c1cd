import { basicExchanges } from './basics.ts'
import { bucketExchanges } from './buckets.ts'
import type { Exchange } from './exchange.ts'
import { liveExchanges } from './live.ts'
import { multipartExchanges } from './multipart.ts'
import { objectBasicExchanges } from './object-basics.ts'
import { objectExchanges } from './objects.ts'
import { rareExchanges } from './rare.ts'
import { ruleExchanges } from './rules.ts'

export const exchanges: readonly Exchange[] = [
  ...basicExchanges,
  ...objectBasicExchanges,
  ...bucketExchanges,
  ...ruleExchanges,
  ...rareExchanges,
  ...liveExchanges,
  ...objectExchanges,
  ...multipartExchanges,
]
