import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { migrations } from '../../electron/transfer/store/migrations.ts'
import { accountId, bucket, type Desk } from './transfer-kit/desk.ts'
import { writeTree } from './transfer-kit/files.ts'
import { openWorkbench, type Workbench } from './transfer-kit/workbench.ts'

/** Tables that have a row for every file, or for everything of a file. */
const large = ['items', 'roots', 'uploads', 'downloads', 'parts']

const prepared = new Set<string>()
let bench: Workbench
let desk: Desk
beforeEach(async () => {
  const prepare = DatabaseSync.prototype.prepare
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (
    this: DatabaseSync,
    sql: string,
  ) {
    prepared.add(sql)
    return prepare.call(this, sql)
  })
  bench = await openWorkbench()
  desk = bench.desk
})
afterEach(async () => {
  vi.restoreAllMocks()
  await desk.close()
})

test('no statement looks at every file there is', async () => {
  await doEverything()
  const db = new DatabaseSync(':memory:')
  for (const sql of migrations) db.exec(sql)
  const plans = [...prepared].flatMap((sql) => planOf(db, sql))
  expect(plans.filter(({ plan }) => /items/.test(plan)).length).toBeGreaterThan(10)
  expect(plans.filter(({ plan }) => isSlow(plan))).toEqual([])
  db.close()
})

/** Of the server's and the catalog's own tables there is none. */
function planOf(db: DatabaseSync, sql: string): readonly { sql: string; plan: string }[] {
  try {
    const rows = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all()
    return [{ sql, plan: rows.map((row) => String(row.detail)).join('\n') }]
  } catch {
    return []
  }
}

function isSlow(plan: string): boolean {
  const scans = [...plan.matchAll(/^SCAN (\w+)(?! USING INDEX)/gm)].map(([, name]) => name ?? '')
  const aliases = large.map((name) => name.slice(0, 1))
  return (
    /AUTOMATIC|TEMP B-TREE FOR ORDER/.test(plan) ||
    scans.some((name) => large.includes(name) || aliases.includes(name))
  )
}

async function doEverything(): Promise<void> {
  const { commands } = desk.transfers
  const tree = { 'set/a.txt': 'a', 'set/b.bin': 300_000, 'set/sub/c.txt': 'c', 'alone.txt': 'x' }
  await writeTree(bench.source, tree)
  await mkdir(join(bench.source, 'set', 'empty'))
  const names = ['set', 'alone.txt', 'absent.txt']
  const up = await bench.upload(names)
  await desk.until(up, (row) => row.state === 'failed' || row.state === 'needs-attention')
  for (const show of ['all', 'unfinished', 'attention', 'failed', 'done'] as const) {
    await commands.items({ transferId: up, show, offset: 0, count: 100 })
  }
  await commands.retry(up)
  const again = await bench.upload(names)
  await desk.until(again, (row) => row.items.attention > 0)
  await commands.pause(again)
  await desk.restart()
  const restarted = desk.transfers.commands
  const [asking] = (await desk.items(again)).filter(({ attention }) => attention === 'conflict')
  await restarted.decide({ transferId: again, itemIds: [asking?.id ?? ''], choice: 'keep-both' })
  await restarted.resume(again)
  await restarted.decide({ transferId: again, itemIds: null, choice: 'skip' })
  await restarted.credentialsChanged(accountId)
  await restarted.cancel(again)
  await restarted.remove(again)
  const down = { kind: 'download', accountId, bucket, basePrefix: '', conflict: 'ask' } as const
  const folder = bench.target
  const { transferId } = await restarted.add({
    ...down,
    keys: ['alone.txt'],
    prefixes: ['set/'],
    folder,
  })
  await desk.finished(transferId)
  const gone = {
    kind: 'delete',
    accountId,
    bucket,
    keys: ['alone.txt'],
    prefixes: ['set/'],
    versions: 'current',
    listed: [],
  } as const
  await desk.finished((await restarted.add(gone)).transferId)
}
