import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ServerState } from './exchange.ts'
import { parseFaultRule } from './faults/parse-rule.ts'
import { type LifecycleReport, runLifecycle } from './lifecycle/run.ts'

export const adminPrefix = '/-/'

/**
 * Control from another process; JSON, with `Authorization: Bearer <admin token>`.
 * `POST /-/faults` adds a rule, `GET` lists, `DELETE [?id=]` removes one or all.
 * `GET /-/requests[?after=<sequence>&operation=<name>]` reads the log, `DELETE` clears it.
 * `POST /-/lifecycle[?bucket=<name>&at=<ISO time>]` carries the lifecycle rules out, of one bucket
 * or all, as of that moment or now.
 */
export async function handleAdmin(
  server: ServerState,
  token: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    if (!isAuthorized(incoming, token)) {
      answer(outgoing, 403, { error: 'the admin token is missing or wrong' })
      return
    }
    const url = new URL(incoming.url ?? '/', 'http://localhost')
    const result = await route(server, `${incoming.method} ${url.pathname}`, url, incoming)
    answer(outgoing, result === undefined ? 404 : 200, result ?? { error: 'unknown path' })
  } catch (error) {
    answer(outgoing, 400, { error: error instanceof Error ? error.message : String(error) })
  }
}

async function route(
  server: ServerState,
  call: string,
  url: URL,
  incoming: IncomingMessage,
): Promise<unknown> {
  const { faults, requests } = server
  switch (call) {
    case 'GET /-/health':
      return { ok: true }
    case 'GET /-/faults':
      return faults.list()
    case 'POST /-/faults':
      return { id: faults.add(parseFaultRule(await readText(incoming))) }
    case 'DELETE /-/faults': {
      const id = url.searchParams.get('id')
      if (id === null) faults.clear()
      return { removed: id === null ? true : faults.remove(id) }
    }
    case 'GET /-/requests': {
      const operations = url.searchParams.getAll('operation')
      const after = Number(url.searchParams.get('after') ?? 0)
      return requests.list(after, operations.length === 0 ? undefined : operations)
    }
    case 'POST /-/lifecycle':
      return runLifecycles(server, url.searchParams.get('bucket'), url.searchParams.get('at'))
    case 'DELETE /-/requests':
      requests.clear()
      return { cleared: true }
    default:
      return undefined
  }
}

function runLifecycles(
  server: ServerState,
  name: string | null,
  at: string | null,
): Readonly<Record<string, LifecycleReport>> {
  const { buckets } = server.store
  const atMs = at === null ? server.now() : Date.parse(at)
  if (Number.isNaN(atMs)) throw new Error('at is no ISO time')
  const chosen =
    name === null ? buckets.all() : [buckets.find(name)].filter((each) => each !== null)
  const then = { ...server, now: () => atMs }
  return Object.fromEntries(chosen.map((bucket) => [bucket.name, runLifecycle(then, bucket)]))
}

function isAuthorized(incoming: IncomingMessage, token: string): boolean {
  const given = Buffer.from(incoming.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function answer(outgoing: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value)
  outgoing.writeHead(status, { 'content-type': 'application/json' })
  outgoing.end(body)
}
