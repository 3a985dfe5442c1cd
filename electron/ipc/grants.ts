import { stat } from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'
import type { Grant } from '../../shared/ipc/contract.ts'
import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import type { GrantsService } from './services.ts'

/**
 * Remembers which local paths the person handed to the app, for this run of it. The page knows them
 * by id only. `newId` must be unguessable.
 */
export function createGrants(newId: () => string): GrantsService {
  const paths = new Map<string, string>()
  const grant = async (path: string): Promise<Grant | null> => {
    if (!isAbsolute(path)) return null
    const kind = await kindOf(path)
    if (!kind) return null
    const id = newId()
    paths.set(id, path)
    return { id, name: basename(path), label: path, kind }
  }
  return {
    register: async (wanted) => {
      const grants = await Promise.all(wanted.map(grant))
      return grants.filter((one) => one !== null)
    },
    path: (grantId) => {
      const path = paths.get(grantId)
      if (path === undefined) {
        throw new FailureError(localFailure('grant.unknown', 'no such grant', { grantId }))
      }
      return path
    },
  }
}

/** Null for what is gone. What cannot be read is granted all the same: the transfer says why. */
async function kindOf(path: string): Promise<Grant['kind'] | null> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : 'file'
  }
}
