import type { ServerState } from '../exchange.ts'
import { isRetained } from '../operations/protection.ts'
import type { Bucket } from '../store/buckets.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { concerns, dueMs, expiryOf } from './due.ts'
import { enabledRules, type LifecycleRule } from './rules.ts'
import { dueTransition } from './transitions.ts'

/** How many of each a run took away or changed. */
export interface LifecycleReport {
  readonly expired: number
  readonly transitioned: number
  readonly versions: number
  readonly markers: number
  readonly uploads: number
}

interface Plan {
  readonly expired: StoredObject[]
  readonly transitioned: StoredObject[]
  readonly versions: StoredObject[]
  readonly markers: StoredObject[]
}

interface Run {
  readonly server: ServerState
  readonly bucket: Bucket
  readonly rules: readonly LifecycleRule[]
  readonly nowMs: number
}

/**
 * Carries out the rules of a bucket as the service does once a day: everything that is due at
 * `server.now()`. Doing it again at the same moment changes nothing.
 */
export function runLifecycle(server: ServerState, bucket: Bucket): LifecycleReport {
  const rules = enabledRules(server.store, bucket.name)
  const run: Run = { server, bucket, rules, nowMs: server.now() }
  const plan = planObjects(run)
  const { objects } = server.store
  objects.atomically(() => {
    for (const { key } of plan.expired) objects.delete(bucket.name, key, run.nowMs)
    for (const object of plan.transitioned) objects.replace(object)
    for (const gone of [...plan.versions, ...plan.markers]) {
      objects.deleteVersion(bucket.name, gone.key, gone.version)
    }
  })
  return {
    expired: plan.expired.length,
    transitioned: plan.transitioned.length,
    versions: plan.versions.length,
    markers: plan.markers.length,
    uploads: abortUploads(run),
  }
}

/** Before anything is changed: the listing must not move under its reader. */
function planObjects(run: Run): Plan {
  const plan: Plan = { expired: [], transitioned: [], versions: [], markers: [] }
  let newer: StoredObject | null = null
  let lone: StoredObject | null = null
  for (const object of run.server.store.objects.scanVersions(run.bucket.name, '', false)) {
    if (lone !== null && lone.key !== object.key) planMarker(run, plan, lone)
    const first: boolean = newer?.key !== object.key
    lone = first && object.type === 'DeleteMarker' ? object : null
    if (first) planCurrent(run, plan, object)
    else if (newer !== null) planNoncurrent(run, plan, object, newer.modifiedMs)
    newer = object
  }
  if (lone !== null) planMarker(run, plan, lone)
  return plan
}

/** A delete marker behind which there is no version. */
function planMarker({ rules }: Run, plan: Plan, marker: StoredObject): void {
  if (rules.some((rule) => rule.cleansMarkers && concerns(rule, marker))) plan.markers.push(marker)
}

function planCurrent(run: Run, plan: Plan, object: StoredObject): void {
  if (object.type === 'DeleteMarker') return
  const expiry = expiryOf(run.rules, object)
  if (expiry !== null && expiry.atMs <= run.nowMs && !isKept(run, object)) {
    plan.expired.push(object)
    return
  }
  const changed = dueTransition(run.server.store, run.rules, object, null, run.nowMs)
  if (changed !== null) plan.transitioned.push(changed)
}

/** `sinceMs`: when a newer version took its place. */
function planNoncurrent(run: Run, plan: Plan, object: StoredObject, sinceMs: number): void {
  const over = run.rules.some((rule) => {
    const days = rule.noncurrentExpirationDays
    if (days === null || !concerns(rule, object)) return false
    return Number(dueMs({ kind: 'days', days }, sinceMs)) <= run.nowMs
  })
  if (over && !isKept(run, object)) {
    plan.versions.push(object)
    return
  }
  const changed = dueTransition(run.server.store, run.rules, object, sinceMs, run.nowMs)
  if (changed !== null) plan.transitioned.push(changed)
}

/** By the retention policy of the bucket. */
function isKept({ server, bucket }: Run, object: StoredObject): boolean {
  return isRetained({ server, bucket }, object)
}

function abortUploads({ server, bucket, rules, nowMs }: Run): number {
  const { uploads } = server.store
  const all = [...uploads.scan(bucket.name, '', { inclusive: true, afterId: null })]
  const over = all.filter((upload) =>
    rules.some((rule) => {
      if (rule.abort === null || !upload.key.startsWith(rule.prefix)) return false
      const atMs = dueMs(rule.abort, upload.initiatedMs)
      return atMs !== null && atMs <= nowMs
    }),
  )
  for (const upload of over) uploads.abort(upload)
  return over.length
}
