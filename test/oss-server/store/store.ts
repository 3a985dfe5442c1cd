import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { BlobStore, type Segment } from './blobs.ts'
import { BucketStore } from './buckets.ts'
import { openDatabase } from './database.ts'
import { ObjectStore } from './objects.ts'
import { SmallBlobs } from './small-blobs.ts'
import { UploadStore } from './uploads.ts'

export interface Store {
  readonly buckets: BucketStore
  readonly objects: ObjectStore
  readonly uploads: UploadStore
  readonly blobs: BlobStore
  close(): void
}

/** `fsync`: survive a power cut, not only the end of the process. */
export function openStore(dataDir: string, fsync: boolean): Store {
  mkdirSync(dataDir, { recursive: true })
  const database = openDatabase(join(dataDir, 'index.db'), fsync)
  const blobs = new BlobStore(join(dataDir, 'blobs'), new SmallBlobs(database), fsync)
  const used = blobsInUse(database)
  blobs.sweep((blob) => used.has(blob))
  return {
    buckets: new BucketStore(database),
    objects: new ObjectStore(database, blobs),
    uploads: new UploadStore(database, blobs),
    blobs,
    close: () => database.close(),
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
