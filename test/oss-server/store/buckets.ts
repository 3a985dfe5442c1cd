import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Journal } from './journal.ts'

export interface Bucket {
  readonly name: string
  readonly region: string
  readonly owner: string
  readonly createdMs: number
  readonly acl: string
  readonly storageClass: string
  readonly redundancy: string
}

/** `off` = never switched on; there is no way back to it. */
export type Versioning = 'off' | 'enabled' | 'suspended'

export class BucketStore {
  readonly #database: DatabaseSync
  readonly #journal: Journal
  readonly #find: StatementSync
  readonly #configurations: StatementSync
  readonly #cache = new Map<string, Bucket>()
  /** Bucket → name → document: every request asks for several, most of which are not there. */
  readonly #documents = new Map<string, Map<string, string>>()
  /** Bucket → name and kind → what a document was parsed to. */
  readonly #derived = new Map<string, Map<string, unknown>>()

  constructor(database: DatabaseSync, journal: Journal) {
    this.#database = database
    this.#journal = journal
    this.#find = database.prepare('SELECT * FROM buckets WHERE name = ?')
    this.#configurations = database.prepare(
      'SELECT name, document FROM configurations WHERE bucket = ? ORDER BY name',
    )
  }

  find(name: string): Bucket | null {
    const cached = this.#cache.get(name)
    if (cached !== undefined) return cached
    const row = this.#find.get(name)
    if (row === undefined) return null
    const bucket = toBucket(row)
    this.#cache.set(name, bucket)
    return bucket
  }

  /** By name, after `marker`, beginning with `prefix`; all of them. */
  list(owner: string, prefix: string, marker: string): readonly Bucket[] {
    return this.#database
      .prepare('SELECT * FROM buckets WHERE owner = ? AND name > ? ORDER BY name')
      .all(owner, marker)
      .map(toBucket)
      .filter((bucket) => bucket.name.startsWith(prefix))
  }

  all(): readonly Bucket[] {
    return this.#database.prepare('SELECT * FROM buckets ORDER BY name').all().map(toBucket)
  }

  count(owner: string, region: string): number {
    const row = this.#database
      .prepare('SELECT count(*) AS total FROM buckets WHERE owner = ? AND region = ?')
      .get(owner, region)
    return Number(row?.total ?? 0)
  }

  create(bucket: Bucket): void {
    this.#journal.begin()
    this.#database
      .prepare('INSERT INTO buckets VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(
        bucket.name,
        bucket.region,
        bucket.owner,
        bucket.createdMs,
        bucket.acl,
        bucket.storageClass,
        bucket.redundancy,
      )
    this.#cache.set(bucket.name, bucket)
  }

  setAcl(name: string, acl: string): void {
    this.#journal.begin()
    this.#database.prepare('UPDATE buckets SET acl = ? WHERE name = ?').run(acl, name)
    this.#cache.delete(name)
  }

  /** The caller has seen that it is empty. */
  delete(name: string): void {
    this.#journal.atomically(() => {
      this.#database.prepare('DELETE FROM configurations WHERE bucket = ?').run(name)
      this.#database.prepare('DELETE FROM buckets WHERE name = ?').run(name)
    })
    this.#cache.delete(name)
    this.#forget(name)
  }

  /** The stored document as it came, or null when there is none. */
  configuration(bucket: string, name: string): string | null {
    return this.configurations(bucket).get(name) ?? null
  }

  /** By name. */
  configurations(bucket: string): ReadonlyMap<string, string> {
    const known = this.#documents.get(bucket)
    if (known !== undefined) return known
    const rows = this.#configurations.all(bucket)
    const documents = new Map(rows.map((row) => [String(row.name), String(row.document)]))
    this.#documents.set(bucket, documents)
    return documents
  }

  /**
   * What `parse` makes of the stored document, or null when there is none. Kept until a document of
   * the bucket changes; `kind` tells several parsers of one document apart.
   */
  derived<T>(bucket: string, name: string, kind: string, parse: (document: string) => T): T | null {
    const document = this.configuration(bucket, name)
    if (document === null) return null
    let kept = this.#derived.get(bucket)
    if (kept === undefined) {
      kept = new Map()
      this.#derived.set(bucket, kept)
    }
    const key = `${kind} ${name}`
    const known = kept.get(key)
    if (known !== undefined) return known as T
    const parsed = parse(document)
    kept.set(key, parsed)
    return parsed
  }

  setConfiguration(bucket: string, name: string, document: string): void {
    this.#journal.begin()
    this.#database
      .prepare('INSERT OR REPLACE INTO configurations VALUES (?, ?, ?)')
      .run(bucket, name, document)
    this.#forget(bucket)
  }

  deleteConfiguration(bucket: string, name: string): void {
    this.#journal.begin()
    this.#database
      .prepare('DELETE FROM configurations WHERE bucket = ? AND name = ?')
      .run(bucket, name)
    this.#forget(bucket)
  }

  /** Everything that was remembered; the next question reads it again. */
  forgetAll(): void {
    this.#cache.clear()
    this.#documents.clear()
    this.#derived.clear()
  }

  #forget(bucket: string): void {
    this.#documents.delete(bucket)
    this.#derived.delete(bucket)
  }

  versioning(bucket: string): Versioning {
    const document = this.configuration(bucket, 'versioning')
    if (document === null) return 'off'
    return document.includes('Enabled') ? 'enabled' : 'suspended'
  }
}

function toBucket(row: Record<string, unknown>): Bucket {
  return {
    name: String(row.name),
    region: String(row.region),
    owner: String(row.owner),
    createdMs: Number(row.created_ms),
    acl: String(row.acl),
    storageClass: String(row.storage_class),
    redundancy: String(row.redundancy),
  }
}
