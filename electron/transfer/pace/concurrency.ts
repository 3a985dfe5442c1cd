/** What every account begins with: enough for most connections, modest for the service. */
const firstLimit = 8
const largestLimit = 48
/** A trial must make transfers this much faster, or it is taken back. */
const worthwhile = 1.1
/** Beats of one trial; the first of them still shows what was before. */
const trialBeats = 3
/** Beats without trials after one that failed, and after the service asked to go slowly. */
const restAfterTrial = 30
const restAfterThrottle = 10

/** How many beats without any work show that an account has nothing to do. */
const idleBeats = 5

interface Trial {
  readonly from: number
  /** Work of a beat before the trial. */
  readonly base: number
  beats: number
  work: number
}

interface Account {
  limit: number
  /** Since the last beat, and in the one before it. */
  work: number
  lastWork: number
  trial: Trial | null
  rest: number
  /** A refusal of this beat was heard: those that come with it say nothing new. */
  throttled: boolean
  idle: number
}

/**
 * Finds how many connections an account is served best with. While all of them are in use it tries a
 * few more, and keeps them only if more arrives by them; answers that take longer without more
 * arriving are therefore a reason to stay. When the service asks to go slowly it takes half of them
 * away at once. Time is counted in beats, about a second each.
 */
export class Concurrency {
  readonly #accounts = new Map<string, Account>()

  limitOf(accountId: string): number {
    return this.#accounts.get(accountId)?.limit ?? firstLimit
  }

  /** The largest limit of accounts that have something to do. */
  get largest(): number {
    const active = [...this.#accounts.values()].filter(({ idle }) => idle < idleBeats)
    return active.length === 0 ? firstLimit : Math.max(...active.map(({ limit }) => limit))
  }

  get isIdle(): boolean {
    return [...this.#accounts.values()].every(({ idle }) => idle >= idleBeats)
  }

  /** `work`: bytes, or what counts like them. */
  moved(accountId: string, work: number): void {
    const account = this.#account(accountId)
    account.work += work
    account.idle = 0
  }

  /** The service asked to go slowly. */
  throttled(accountId: string): void {
    const account = this.#account(accountId)
    account.idle = 0
    if (account.throttled) return
    account.throttled = true
    account.limit = Math.max(1, Math.floor((account.trial?.from ?? account.limit) / 2))
    account.trial = null
    account.rest = restAfterThrottle
  }

  /** `isFull`: whether every connection that may be used is used. */
  beat(isFull: boolean): void {
    for (const account of this.#accounts.values()) {
      this.#adapt(account, isFull)
      account.idle = account.work > 0 ? 0 : account.idle + 1
      account.lastWork = account.work
      account.work = 0
      account.throttled = false
    }
  }

  #adapt(account: Account, isFull: boolean): void {
    const { trial } = account
    if (trial !== null) {
      this.#judge(account, trial)
    } else if (account.rest > 0) {
      account.rest--
    } else if (isFull && account.work > 0 && account.lastWork > 0) {
      const base = (account.work + account.lastWork) / 2
      account.trial = { from: account.limit, base, beats: 0, work: 0 }
      account.limit = Math.min(largestLimit, account.limit + Math.ceil(account.limit / 4))
      if (account.limit === account.trial.from) account.trial = null
    }
  }

  #judge(account: Account, trial: Trial): void {
    trial.beats++
    if (trial.beats > 1) trial.work += account.work
    if (trial.beats < trialBeats) return
    account.trial = null
    if (trial.work / (trialBeats - 1) >= trial.base * worthwhile) return
    account.limit = trial.from
    account.rest = restAfterTrial
  }

  #account(accountId: string): Account {
    const known = this.#accounts.get(accountId)
    if (known) return known
    const account: Account = {
      limit: firstLimit,
      work: 0,
      lastWork: 0,
      trial: null,
      rest: 0,
      throttled: false,
      idle: 0,
    }
    this.#accounts.set(accountId, account)
    return account
  }
}
