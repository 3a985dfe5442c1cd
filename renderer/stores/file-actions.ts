import type { FileLike } from '../../shared/ipc/bridge.ts'
import type { Grant } from '../../shared/ipc/contract.ts'
import type { ConflictPolicy, SpecOf } from '../../shared/transfer/kinds.ts'
import type { Api } from '../api.ts'
import type { Carried } from './carrying.ts'
import { type Place, samePlace } from './place.ts'
import { type Selected, selectionOf } from './selection.ts'

type ChangeKind = 'delete' | 'restore' | 'storage-class' | 'acl' | 'metadata' | 'tags'

/** What is done with each file where it is. */
export type Change = {
  [Kind in ChangeKind]: Omit<SpecOf<Kind>, 'accountId' | 'bucket' | 'keys' | 'prefixes'>
}[ChangeKind]

/** Each answers what was started, or null when the person changed their mind. */
export interface FileActions {
  uploadDropped(place: Place, files: readonly FileLike[]): Promise<number | null>
  uploadChosen(place: Place, what: 'files' | 'folder'): Promise<number | null>
  /** Answers the local folder. */
  download(place: Place, selected: Selected): Promise<string | null>
  change(place: Place, selected: Selected, change: Change): Promise<void>
  carry(carried: Carried): Promise<void>
  /** The one thing that is selected. What has the new name already is always asked about. */
  rename(place: Place, selected: Selected, name: string): Promise<void>
}

/** `conflict`: what the person wants done with files that exist already. */
export function createFileActions(api: Api, conflict: () => ConflictPolicy): FileActions {
  const upload = async (place: Place, grants: readonly Grant[]): Promise<number | null> => {
    if (grants.length === 0) return null
    const grantIds = grants.map(({ id }) => id)
    await api.call('transfers.upload', { ...place, grantIds, conflict: conflict() })
    return grants.length
  }
  return {
    async uploadDropped(place, files) {
      return upload(place, await api.grant(files))
    },
    async uploadChosen(place, what) {
      const grants =
        what === 'files'
          ? await api.call('dialogs.chooseFiles')
          : await api.call('dialogs.chooseUploadFolder')
      return upload(place, grants)
    },
    async download({ accountId, bucket, prefix }, selected) {
      const target = await api.call('dialogs.chooseTargetFolder')
      if (!target) return null
      await api.call('transfers.download', {
        accountId,
        bucket,
        basePrefix: prefix,
        ...selectionOf(selected),
        grantId: target.id,
        conflict: conflict(),
      })
      return target.label
    },
    async change({ accountId, bucket }, selected, change) {
      const where = { accountId, bucket, ...selectionOf(selected) }
      await api.call('transfers.start', { ...where, ...change })
    },
    async carry({ kind, from, selected, to }) {
      await api.call('transfers.start', {
        kind,
        ...to,
        source: sourceOf(from, selected),
        rename: null,
        conflict: samePlace(from, to) ? 'keep-both' : conflict(),
      })
    },
    async rename(place, selected, name) {
      await api.call('transfers.start', {
        kind: 'move',
        ...place,
        source: sourceOf(place, selected),
        rename: name,
        conflict: 'ask',
      })
    },
  }
}

function sourceOf({ accountId, bucket, prefix }: Place, selected: Selected) {
  return { accountId, bucket, basePrefix: prefix, ...selectionOf(selected) }
}
