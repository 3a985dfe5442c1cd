import type { ServerOperation } from '../exchange.ts'
import { appendObject, sealAppendObject } from './append-object.ts'
import { copyObject } from './copy-object.ts'
import { preflight } from './cors.ts'
import { onObject } from './define.ts'
import { deleteObject } from './delete-objects.ts'
import { getObject, getObjectMeta, headObject } from './get-object.ts'
import { listParts } from './list-uploads.ts'
import * as live from './live-channels.ts'
import * as multipart from './multipart.ts'
import * as attributes from './object-attributes.ts'
import * as objectWorm from './object-worm.ts'
import { asyncProcessObject, getProcessedObject, processObject } from './process-object.ts'
import { putObject } from './put-object.ts'
import { cleanRestoredObject, restoreObject } from './restore.ts'
import { createSelectObjectMeta, selectObject } from './select-object.ts'
import { getSymlink, putSymlink } from './symlink.ts'
import { getVodPlaylist, postVodPlaylist } from './vod-playlist.ts'

const copySource = 'x-oss-copy-source'
const part = 'partNumber uploadId'

/** The first that fits wins: what needs more comes first. */
export const objectOperations: readonly ServerOperation[] = [
  onObject('OptionObject', 'OPTIONS', 'open', preflight),
  onObject('UploadPartCopy', `PUT ${part}`, 'write', multipart.uploadPartCopy, copySource),
  onObject('UploadPart', `PUT ${part}`, 'write', multipart.uploadPart),
  onObject('InitiateMultipartUpload', 'POST uploads', 'write', multipart.initiateMultipartUpload),
  onObject('CompleteMultipartUpload', 'POST uploadId', 'write', multipart.completeMultipartUpload),
  onObject('AbortMultipartUpload', 'DELETE uploadId', 'write', multipart.abortMultipartUpload),
  onObject('ListParts', 'GET uploadId', 'write', listParts),
  onObject('GetObjectAcl', 'GET acl', 'owner', attributes.getObjectAcl),
  onObject('PutObjectAcl', 'PUT acl', 'owner', attributes.putObjectAcl),
  onObject('GetObjectTagging', 'GET tagging', 'read', attributes.getObjectTagging),
  onObject('PutObjectTagging', 'PUT tagging', 'write', attributes.putObjectTagging),
  onObject('DeleteObjectTagging', 'DELETE tagging', 'write', attributes.deleteObjectTagging),
  onObject('GetObjectRetention', 'GET retention', 'read', objectWorm.getObjectRetention),
  onObject('PutObjectRetention', 'PUT retention', 'write', objectWorm.putObjectRetention),
  onObject('GetObjectLegalHold', 'GET legalHold', 'read', objectWorm.getObjectLegalHold),
  onObject('PutObjectLegalHold', 'PUT legalHold', 'write', objectWorm.putObjectLegalHold),
  onObject('GetSymlink', 'GET symlink', 'read', getSymlink),
  onObject('PutSymlink', 'PUT symlink', 'write', putSymlink),
  onObject('PutLiveChannelStatus', 'PUT live status', 'write', live.putLiveChannelStatus),
  onObject('PutLiveChannel', 'PUT live', 'write', live.putLiveChannel),
  onObject('GetLiveChannelStat', 'GET live comp=stat', 'owner', live.getLiveChannelStat),
  onObject('GetLiveChannelHistory', 'GET live comp=history', 'owner', live.getLiveChannelHistory),
  onObject('GetLiveChannelInfo', 'GET live', 'owner', live.getLiveChannelInfo),
  onObject('DeleteLiveChannel', 'DELETE live', 'write', live.deleteLiveChannel),
  onObject('PostVodPlaylist', 'POST vod', 'write', postVodPlaylist),
  onObject('GetVodPlaylist', 'GET vod', 'read', getVodPlaylist),
  onObject('SelectObject', 'POST x-oss-process=csv/select', 'read', selectObject),
  onObject('SelectObject', 'POST x-oss-process=json/select', 'read', selectObject),
  onObject('CreateSelectObjectMeta', 'POST x-oss-process=csv/meta', 'read', createSelectObjectMeta),
  onObject(
    'CreateSelectObjectMeta',
    'POST x-oss-process=json/meta',
    'read',
    createSelectObjectMeta,
  ),
  onObject('ProcessObject', 'POST x-oss-process', 'read', processObject),
  onObject('AsyncProcessObject', 'POST x-oss-async-process', 'read', asyncProcessObject),
  onObject('GetObject', 'GET x-oss-process', 'read', getProcessedObject),
  onObject('RestoreObject', 'POST restore', 'write', restoreObject),
  onObject('CleanRestoredObject', 'POST cleanRestoredObject', 'write', cleanRestoredObject),
  onObject('AppendObject', 'POST append', 'write', appendObject),
  onObject('SealAppendObject', 'POST seal', 'write', sealAppendObject),
  onObject('CopyObject', 'PUT', 'write', copyObject, copySource),
  onObject('PutObject', 'PUT', 'write', putObject),
  onObject('GetObjectMeta', 'HEAD objectMeta', 'read', getObjectMeta),
  onObject('HeadObject', 'HEAD', 'read', headObject),
  onObject('GetObject', 'GET', 'read', getObject),
  // oss2 leaves the parameter of an earlier call on the link in place.
  onObject('DeleteObject', 'DELETE symlink', 'write', deleteObject),
  onObject('DeleteObject', 'DELETE', 'write', deleteObject),
]
