import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { AccessStore } from './accesses.ts'
import { BlobStore, type Segment } from './blobs.ts'
import { BucketStore } from './buckets.ts'
import { ChannelStore } from './channels.ts'
import { openDatabase } from './database.ts'
import { Journal } from './journal.ts'
import { LockStore } from './locks.ts'
import { ObjectStore } from './objects.ts'
import { SmallBlobs } from './small-blobs.ts'
import { bucketStatistics } from './statistics.ts'
import { UploadStore } from './uploads.ts'

export interface Store {
  readonly buckets: BucketStore
  readonly objects: ObjectStore
  readonly uploads: UploadStore
  readonly channels: ChannelStore
  readonly accesses: AccessStore
  readonly locks: LockStore
  readonly blobs: BlobStore
  statistics(bucket: string): ReturnType<typeof bucketStatistics>
  /** Null when all writes last already. Rejects when some do not. */
  settled(): Promise<void> | null
  isOpen(): boolean
  close(): void
}

/** `fsync`: survive a power cut, not only the end of the process. */
export function openStore(dataDir: string, fsync: boolean): Store {
  mkdirSync(dataDir, { recursive: true })
  const database = openDatabase(join(dataDir, 'index.db'), fsync)
  const journal: Journal = new Journal(database, () => buckets.forgetAll())
  const small = new SmallBlobs(database, journal)
  const blobs = new BlobStore(join(dataDir, 'blobs'), small, journal, fsync)
  const used = blobsInUse(database)
  blobs.sweep((blob) => used.has(blob))
  const buckets = new BucketStore(database, journal)
  return {
    buckets,
    objects: new ObjectStore(database, journal, blobs, (bucket) => buckets.versioning(bucket)),
    statistics: (bucket) => bucketStatistics(database, bucket),
    uploads: new UploadStore(database, journal, blobs),
    channels: new ChannelStore(database, journal),
    accesses: new AccessStore(database, journal),
    locks: new LockStore(database, journal),
    blobs,
    settled: () => journal.settled(),
    isOpen: () => database.isOpen,
    close: () => {
      journal.flush()
      database.close()
    },
  }
}

function blobsInUse(database: DatabaseSync): ReadonlySet<string> {
  const used = new Set<string>()
  for (const table of ['objects', 'parts']) {
    for (const row of database.prepare(`SELECT segments FROM ${table}`).iterate()) {
      for (const { blob } of JSON.parse(String(row.segments)) as Segment[]) used.add(blob)
    }
  }
  return used
}
