import fc from 'fast-check'

/**
 * The same cases on every run, so that a property that fails fails again for whoever looks into it.
 * `FC_SEED=random` searches new ground; `FC_SEED=N` repeats what it printed.
 */
const wanted = process.env.FC_SEED ?? '20261120'
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) })
