import { FailureError, type LocalCode, localFailure } from '../../shared/ipc/failure.ts'

const codes: Readonly<Record<string, LocalCode>> = {
  ENOENT: 'local.not-found',
  ENOTDIR: 'local.not-found',
  EACCES: 'local.denied',
  EPERM: 'local.denied',
  EROFS: 'local.read-only',
  ENOSPC: 'local.disk-full',
  EDQUOT: 'local.disk-full',
  EFBIG: 'local.disk-full',
  ENAMETOOLONG: 'local.unsupported-name',
  EILSEQ: 'local.unsupported-name',
}

/** What a file system call threw, as a failure that names the path. */
export function localFailureOf(error: unknown, path: string): FailureError {
  if (error instanceof FailureError) return error
  const code = systemCode(error)
  return new FailureError(
    localFailure(codes[code] ?? 'local.io', `${code}: ${path}`, { path, systemCode: code }),
    { cause: error },
  )
}

/** `ENOENT` and the like; `UNKNOWN` for anything that is no system error. */
export function systemCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'UNKNOWN'
}

/** The source is not what it was when its upload began. */
export function changed(path: string): FailureError {
  return new FailureError(localFailure('local.changed', `the file changed: ${path}`, { path }))
}

/** Told with the service's own code for the same thing. */
export function targetTaken(name: string): FailureError {
  const failure = localFailure('input.invalid', `the target exists: ${name}`, { name })
  return new FailureError({ ...failure, code: 'FileAlreadyExists' })
}

const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']

/** Whether a hard link failed because the file system has none. */
export function isWithoutLinks(error: unknown): boolean {
  return withoutLinks.includes(systemCode(error))
}
