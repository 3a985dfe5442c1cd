/** What goes wrong. Several rules may hit one request; each kind is taken once. */
type FaultEffect =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly code: string
      readonly message?: string
      readonly ec?: string
      readonly retryAfterSeconds?: number
      /** `x-oss-qos-delay-time` of a throttled answer. */
      readonly qosDelayMs?: number
    }
  | { readonly kind: 'latency'; readonly ms: number }
  | {
      readonly kind: 'reset'
      /** `before-answer`: the request was carried out, but nobody hears of it. */
      readonly when: 'before' | 'request-body' | 'before-answer' | 'response-body'
      readonly afterBytes?: number
    }
  /** The answer ends early, though its Content-Length promises more. */
  | { readonly kind: 'truncate'; readonly afterBytes: number }
  /** One byte is flipped on its way; `atByte` default 0. */
  | { readonly kind: 'corrupt'; readonly body: 'request' | 'response'; readonly atByte?: number }
  | {
      readonly kind: 'slow'
      readonly body: 'request' | 'response'
      readonly bytesPerSecond: number
    }
  /** No answer, until the client gives up or the rule's request is closed. */
  | { readonly kind: 'hang' }
  /** Every connection is refused while the rule stands; the other fields of the rule are ignored. */
  | { readonly kind: 'offline' }
  /** The server's clock is off by this much while the rule stands. */
  | { readonly kind: 'skew'; readonly ms: number }

export interface FaultRule {
  readonly method?: string
  /** `PutObject`, `UploadPart`, `GetObject` …: the names in the request log. */
  readonly operation?: string | readonly string[]
  readonly bucket?: string
  readonly key?: string | RegExp
  /** Source of a regular expression; for rules that come as JSON. */
  readonly keyPattern?: string
  /** Share of the matching requests that are hit, 0 … 1. Seeded, so runs repeat. */
  readonly probability?: number
  readonly seed?: number
  /** Matching requests that are left alone first. */
  readonly skip?: number
  /** The rule ends after so many hits; without it, it stands until removed. */
  readonly times?: number
  readonly effect: FaultEffect
}

interface FaultSubject {
  readonly method: string
  readonly operation: string
  readonly bucket: string | null
  readonly key: string | null
}

interface ActiveRule {
  readonly id: string
  readonly rule: FaultRule
  readonly random: () => number
  seen: number
  hits: number
}

export class Faults {
  readonly #rules = new Map<string, ActiveRule>()
  readonly #onOffline: () => void
  #lastId = 0

  /** `onOffline` ends the connections that exist when an offline rule is added. */
  constructor(onOffline: () => void) {
    this.#onOffline = onOffline
  }

  /** Returns the id for `remove`. */
  add(rule: FaultRule): string {
    this.#lastId += 1
    const id = String(this.#lastId)
    this.#rules.set(id, { id, rule, random: seededRandom(rule.seed ?? 1), seen: 0, hits: 0 })
    if (rule.effect.kind === 'offline') this.#onOffline()
    return id
  }

  remove(id: string): boolean {
    return this.#rules.delete(id)
  }

  clear(): void {
    this.#rules.clear()
  }

  list(): readonly { readonly id: string; readonly hits: number; readonly rule: FaultRule }[] {
    return [...this.#rules.values()].map(({ id, hits, rule }) => ({ id, hits, rule }))
  }

  get offline(): boolean {
    return [...this.#rules.values()].some(({ rule }) => rule.effect.kind === 'offline')
  }

  get skewMs(): number {
    let total = 0
    for (const { rule } of this.#rules.values()) {
      if (rule.effect.kind === 'skew') total += rule.effect.ms
    }
    return total
  }

  /** Effects on this request; counts a hit for each. */
  take(subject: FaultSubject): Effects {
    const effects: FaultEffect[] = []
    for (const active of this.#rules.values()) {
      const { rule } = active
      if (rule.effect.kind === 'offline' || rule.effect.kind === 'skew') continue
      if (!fits(rule, subject)) continue
      active.seen += 1
      if (active.seen <= (rule.skip ?? 0)) continue
      if (rule.times !== undefined && active.hits >= rule.times) continue
      if (rule.probability !== undefined && active.random() >= rule.probability) continue
      active.hits += 1
      effects.push(rule.effect)
    }
    return new Effects(effects)
  }
}

/** What was drawn for one request. */
export class Effects {
  readonly #effects: readonly FaultEffect[]

  constructor(effects: readonly FaultEffect[]) {
    this.#effects = effects
  }

  get kinds(): readonly FaultEffect['kind'][] {
    return this.#effects.map(({ kind }) => kind)
  }

  find<Kind extends FaultEffect['kind']>(
    kind: Kind,
    fits: (effect: Extract<FaultEffect, { kind: Kind }>) => boolean = () => true,
  ): Extract<FaultEffect, { kind: Kind }> | undefined {
    return this.#effects.find(
      (effect): effect is Extract<FaultEffect, { kind: Kind }> =>
        effect.kind === kind && fits(effect as Extract<FaultEffect, { kind: Kind }>),
    )
  }

  /** These first, then the others. */
  and(effects: readonly FaultEffect[]): Effects {
    return new Effects([...this.#effects, ...effects])
  }
}

export const noEffects = new Effects([])

function fits(rule: FaultRule, subject: FaultSubject): boolean {
  if (rule.method !== undefined && rule.method !== subject.method) return false
  if (rule.bucket !== undefined && rule.bucket !== subject.bucket) return false
  if (rule.operation !== undefined && ![rule.operation].flat().includes(subject.operation)) {
    return false
  }
  const key = subject.key ?? ''
  if (rule.keyPattern !== undefined && !new RegExp(rule.keyPattern).test(key)) return false
  if (rule.key === undefined) return true
  return typeof rule.key === 'string' ? rule.key === key : rule.key.test(key)
}

function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
