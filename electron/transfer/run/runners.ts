import type { TransferKind } from '../../../shared/transfer/kinds.ts'
import type { Runner } from './context.ts'
import { runDelete } from './delete.ts'
import { runDownload } from './download.ts'
import { runAcl, runMetadata, runStorageClass, runTags } from './objects/change.ts'
import { runCopy } from './objects/copy.ts'
import { runMove } from './objects/move.ts'
import { runRestore } from './objects/restore.ts'
import { runUpload } from './upload.ts'
import { runVerify } from './verify.ts'

export const runners: Readonly<Record<TransferKind, Runner>> = {
  upload: runUpload,
  download: runDownload,
  delete: runDelete,
  copy: runCopy,
  move: runMove,
  restore: runRestore,
  'storage-class': runStorageClass,
  acl: runAcl,
  metadata: runMetadata,
  tags: runTags,
  verify: runVerify,
}
