import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Job, JobResult } from './job.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--no-warnings', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** The first line that the process prints; rejects when it ends before that. */
async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output to read')
  const lines = createInterface({ input: child.stdout })
  const line = once(lines, 'line').then(([text]) => String(text))
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`ended with ${String(code)} before it answered`)
  })
  return Promise.race([line, ended])
}

export interface ServerFacts {
  readonly url: string
  readonly region: string
  readonly accessKeyId: string
  readonly accessKeySecret: string
}

export interface ServerProcess extends ServerFacts {
  stop(): Promise<void>
}

/** The embedded server in a process of its own, with ETags that cost it as little as may be. */
export async function startServer(dataDir: string): Promise<ServerProcess> {
  const cli = here('../oss-server/cli.ts')
  const child = start([cli, '--data', dataDir, '--port', '0', '--json', '--fast-etags'])
  const facts = JSON.parse(await firstLine(child)) as ServerFacts
  return {
    ...facts,
    stop: async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** What a script of this folder prints for an argument, in a process of its own; rejects when it fails. */
export async function runChild(script: string, argument: object): Promise<unknown> {
  const child = start([here(script), JSON.stringify(argument)])
  const exited = once(child, 'exit')
  const result: unknown = JSON.parse(await firstLine(child))
  const [code] = await exited
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}`)
  return result
}

export async function runJob(job: Job): Promise<JobResult> {
  return (await runChild('client.ts', job)) as JobResult
}
