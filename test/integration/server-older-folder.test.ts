import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { rawRequest } from '../oss-server/raw-request.ts'
import { startOssServer } from '../oss-server/server.ts'

/** How the index looked before there were versions. */
const schema = `
  CREATE TABLE buckets (
    name TEXT PRIMARY KEY, region TEXT NOT NULL, owner TEXT NOT NULL, created_ms INTEGER NOT NULL,
    acl TEXT NOT NULL, storage_class TEXT NOT NULL, redundancy TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE objects (
    bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, latest INTEGER NOT NULL,
    type TEXT NOT NULL, size_bytes INTEGER NOT NULL, etag TEXT NOT NULL, crc64 TEXT,
    md5 TEXT, modified_ms INTEGER NOT NULL, storage_class TEXT NOT NULL, acl TEXT NOT NULL,
    headers TEXT NOT NULL, tags TEXT NOT NULL, symlink_target TEXT, segments TEXT NOT NULL,
    PRIMARY KEY (bucket, key, version)
  );
  CREATE TABLE small_blobs (name TEXT PRIMARY KEY, bytes BLOB NOT NULL);
  INSERT INTO buckets
    VALUES ('home', 'cn-hangzhou', '1000000000000000', 0, 'private', 'Standard', 'LRS');
  INSERT INTO small_blobs VALUES ('s1', CAST('kept' AS BLOB));
  INSERT INTO objects VALUES ('home', 'a', 'null', 1, 'Normal', 4, 'E', NULL, NULL, 1000, 'Standard',
    'default', '{}', '[]', NULL, '[{"blob":"s1","offset":0,"sizeBytes":4}]');
`

it('serves a folder of the time before versions, and gives it versions', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oss-server-'))
  const database = new DatabaseSync(join(folder, 'index.db'))
  database.exec(schema)
  database.close()
  const server = await startOssServer({ dataDir: folder })
  const send = (raw: object): ReturnType<typeof rawRequest> =>
    rawRequest(server.port, { bucket: 'home', key: 'a', ...raw })
  try {
    expect((await send({})).text).toBe('kept')
    server.store.buckets.setConfiguration(
      'home',
      'versioning',
      '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
    )
    await send({ method: 'PUT', body: 'newer' })
    expect((await send({})).text).toBe('newer')
    expect((await send({ query: { versionId: 'null' } })).text).toBe('kept')
  } finally {
    await server.close()
    await rm(folder, { recursive: true })
  }
})
