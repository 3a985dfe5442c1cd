import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isFinished } from '../../shared/transfer/state.ts'
import { startChildEngine } from './transfer-kit/child-engine.ts'

/**
 * A program that uploads or downloads one tree until that is over, with everything as in the app, to
 * be killed at any moment and started again. Arguments: URL of the server, folder of the queue,
 * bucket, direction, folder with the tree or for it. Prints one line when its engine runs and the
 * final snapshot with the sums of the receipt at its end. It answers questions about files that exist already with "replace", and
 * notes their keys in `asked.txt` beside the queue.
 */
const [url = '', queue = '', bucket = '', direction = '', folder = ''] = process.argv.slice(2)

const commands = await startChildEngine(url, queue, { connections: 16 })
const location = { accountId: 'account', bucket, conflict: 'ask' } as const
if ((await commands.snapshot()).total === 0) {
  await commands.add(
    direction === 'upload'
      ? { ...location, kind: 'upload', prefix: '', paths: [join(folder, 'tree')] }
      : { ...location, kind: 'download', basePrefix: '', keys: [], prefixes: ['tree/'], folder },
  )
}
for (;;) {
  const snapshot = await commands.snapshot()
  const [row] = snapshot.transfers
  if (row?.state === 'needs-attention' && row.attention === 'conflict') {
    await replaceAll(row.id)
    continue
  }
  if (snapshot.transfers.every(({ state }) => isFinished(state) || state === 'needs-attention')) {
    const { sums } = await commands.receipt(row?.id ?? '')
    process.stdout.write(`${JSON.stringify({ ...snapshot, sums })}\n`)
    break
  }
  await sleep(50)
}
process.exit(0)

async function replaceAll(transferId: string): Promise<void> {
  const asking = { transferId, show: 'attention', offset: 0, count: 500 } as const
  const { rows } = await commands.items(asking)
  if (rows.length === 0) return
  appendFileSync(
    join(queue, 'asked.txt'),
    rows.map(({ key }) => `${JSON.stringify(key)}\n`).join(''),
  )
  const itemIds = rows.map(({ id }) => id)
  await commands.decide({ transferId, itemIds, choice: 'replace' })
}
