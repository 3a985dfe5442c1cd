import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { RemoteSessions } from '../accounts/remote-sessions.ts'
import type { SigningService } from '../accounts/sessions.ts'
import { openDatabase } from '../db/open.ts'
import { createOssClient } from '../oss/client.ts'
import { createUndiciTransport } from '../oss/transport-undici.ts'
import { Rpc } from '../threads/rpc.ts'
import { Catalog } from './catalog.ts'
import { catalogMigrations } from './migrations.ts'
import type { CatalogWorkerData } from './start.ts'
import { CatalogStore } from './store.ts'

if (!parentPort) throw new Error('this file is the entry of a worker thread')
const { dbPath, userAgent } = workerData as CatalogWorkerData

const rpc = new Rpc(parentPort)
const { transport } = createUndiciTransport()
const sessions = new RemoteSessions(rpc.connect<SigningService>('signing'), {
  createClient: createOssClient,
  transport,
  now: Date.now,
  random: Math.random,
  sleep: async (ms, signal) => await delay(ms, undefined, { signal }),
  userAgent,
})
// The catalog is a cache: a damaged file is put aside and the folders are listed again.
const { db } = openDatabase(dbPath, catalogMigrations)
rpc.expose(
  'catalog',
  new Catalog({
    store: new CatalogStore(db),
    sessions,
    now: Date.now,
    newId: randomUUID,
    changed: (status) => rpc.emit('catalog.changed', status),
  }),
)
