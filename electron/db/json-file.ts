import { open, readFile, rename, rm } from 'node:fs/promises'
import { FailureError, type LocalCode, localFailure } from '../../shared/ipc/failure.ts'

export interface JsonFileOptions<Value> {
  readonly path: string
  /** Throws for anything that is not a `Value`. */
  readonly parse: (json: unknown) => Value
  /** Milliseconds since the epoch; names the file that is moved aside. */
  readonly now: () => number
  /** The file could not be understood and was moved to this path. Tell the person. */
  readonly onUnreadable?: (keptAs: string) => void
}

/**
 * A small document that is replaced whole and atomically: after a crash at any moment the file is the
 * old one or the new one. Writes are done one after the other, in the order of the calls.
 */
export class JsonFile<Value> {
  readonly #options: JsonFileOptions<Value>
  #last: Promise<void> = Promise.resolve()

  constructor(options: JsonFileOptions<Value>) {
    this.#options = options
  }

  /**
   * The document; null when there is none. A file that cannot be understood is moved aside to
   * `<path>.unreadable-<ms>` so that nothing is lost, and null is answered. A file that cannot be
   * read at all (permissions) throws: taking it for absent would overwrite it later.
   */
  async read(): Promise<Value | null> {
    const { path, parse, now, onUnreadable } = this.#options
    let text: string
    try {
      text = await readFile(path, 'utf8')
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return null
      throw fileFailure(error, path)
    }
    try {
      return parse(JSON.parse(text))
    } catch {
      const keptAs = `${path}.unreadable-${now()}`
      await rename(path, keptAs)
      onUnreadable?.(keptAs)
      return null
    }
  }

  /** Resolves when the document is on disk; throws a `local.*` failure and leaves the old one. */
  write(value: Value): Promise<void> {
    const text = `${JSON.stringify(value, null, 2)}\n`
    const write = this.#last.then(() => replaceFile(this.#options.path, text))
    // The next write goes ahead whether or not this one succeeded.
    this.#last = write.catch(() => undefined)
    return write
  }
}

/** Readable by this user alone: what is stored this way may be private. */
async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`
  try {
    const file = await open(temporary, 'w', 0o600)
    try {
      await file.writeFile(text, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw fileFailure(error, path)
  }
}

function fileFailure(error: unknown, path: string): FailureError {
  const code = systemCode(error)
  return new FailureError(localFailure(localCode(code), `${code}: ${path}`, { path }), {
    cause: error,
  })
}

function localCode(code: string): LocalCode {
  switch (code) {
    case 'ENOENT':
      return 'local.not-found'
    case 'EACCES':
    case 'EPERM':
      return 'local.denied'
    case 'ENOSPC':
    case 'EDQUOT':
      return 'local.disk-full'
    case 'EROFS':
      return 'local.read-only'
    default:
      return 'local.io'
  }
}

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
