import type { Exchange } from '../exchange.ts'

/** Operations whose permission has another name than their own. */
const actions: Readonly<Record<string, string>> = {
  AppendObject: 'PutObject',
  AsyncProcessObject: 'ProcessImm',
  CompleteMultipartUpload: 'PutObject',
  CopyObject: 'PutObject',
  CreateSelectObjectMeta: 'GetObject',
  DeleteMultipleObjects: 'DeleteObject',
  GetObjectMeta: 'GetObject',
  GetSymlink: 'GetObject',
  HeadObject: 'GetObject',
  InitiateMultipartUpload: 'PutObject',
  ListObjectsV2: 'ListObjects',
  PostObject: 'PutObject',
  ProcessObject: 'PostProcessTask',
  PutSymlink: 'PutObject',
  SelectObject: 'GetObject',
  UploadPart: 'PutObject',
  UploadPartCopy: 'PutObject',
}

/** Permissions that have a second form for requests that name a version. */
const versioned: Readonly<Record<string, string>> = {
  DeleteObject: 'DeleteObjectVersion',
  DeleteObjectTagging: 'DeleteObjectVersionTagging',
  GetObject: 'GetObjectVersion',
  GetObjectAcl: 'GetObjectVersionAcl',
  GetObjectTagging: 'GetObjectVersionTagging',
  PutObjectAcl: 'PutObjectVersionAcl',
  PutObjectTagging: 'PutObjectVersionTagging',
  RestoreObject: 'RestoreObjectVersion',
}

/** The permission that the request needs: `oss:GetObject`. */
export function actionOf({ record, request }: Exchange): string {
  const plain = actions[record.operation] ?? record.operation
  return actionFor(plain, request.query.has('versionId'))
}

/** The same for what a request does besides. */
export function actionFor(plain: string, namesVersion: boolean): string {
  return `oss:${namesVersion ? (versioned[plain] ?? plain) : plain}`
}
