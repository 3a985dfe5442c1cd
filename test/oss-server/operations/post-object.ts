import { authorizeBucket } from '../access.ts'
import { verifyForm } from '../auth/verify-form.ts'
import { BlobReceiver } from '../blob-receiver.ts'
import { entityTooLarge, maxBodyBytes, receive } from '../body.ts'
import { percentEncode, toByteString } from '../encoding.ts'
import { invalidArgument, ServiceError } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import { MultipartForm, malformedForm } from '../post-form/multipart-form.ts'
import { checkPolicy, readPolicy, sizeLimits } from '../post-form/policy.ts'
import { type Reply, xmlReply } from '../reply.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { withCallback } from './callback.ts'
import { versionHeaders } from './find-object.ts'
import { readMetadata } from './metadata.ts'
import { checkOverwrite } from './protection.ts'

interface FormUpload {
  readonly exchange: BucketExchange
  readonly key: string
  readonly limits: readonly (readonly [number, number])[]
  readonly receiver: BlobReceiver
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/postobject */
export async function postObject(exchange: BucketExchange): Promise<Reply> {
  const boundary = boundaryOf(exchange)
  const fields = new Map<string, string>()
  let upload: FormUpload | null = null
  let fileBytes = 0
  const form = new MultipartForm(boundary, {
    field: (name, value) => {
      // What comes after the file is ignored.
      if (upload === null) fields.set(name.toLowerCase(), value)
    },
    file: (_name, fileName, type) => {
      if (upload !== null) {
        const message = 'POST requires exactly one file upload per request.'
        throw new ServiceError(400, 'IncorrectNumberOfFilesInPOSTRequest', message)
      }
      upload = beginUpload(exchange, fields, fileName, type)
    },
    bytes: (chunk) => {
      fileBytes += chunk.byteLength
      if (fileBytes > maxBodyBytes) throw entityTooLarge()
      upload?.receiver.write(chunk)
    },
  })
  try {
    await receive(exchange, maxBodyBytes, (chunk) => form.write(chunk))
    form.finish()
    if (upload === null) throw malformedForm('The form has no file.')
    return await publish(upload, fields, fileBytes)
  } catch (error) {
    ;(upload as FormUpload | null)?.receiver.discard()
    throw error
  }
}

function boundaryOf({ request }: BucketExchange): string {
  const type = String(request.headers['content-type'] ?? '')
  const match = /^multipart\/form-data\s*;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type)
  const boundary = match?.[1] ?? match?.[2]
  if (boundary === undefined) throw malformedForm('The body is no form with a boundary.')
  return boundary
}

/** All fields are known once the file begins: whether it may come is decided here. */
function beginUpload(
  exchange: BucketExchange,
  fields: Map<string, string>,
  fileName: string,
  type: string | null,
): FormUpload {
  const { server, bucket, request } = exchange
  const nameOnly = fileName.split(/[\\/]/).at(-1) ?? ''
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it stands so in the form
  const key = (fields.get('key') ?? '').replaceAll('${filename}', nameOnly)
  if (key === '' || Buffer.byteLength(key) > 1023 || /^[\\/]/.test(key)) {
    throw invalidArgument('The key of the form is not valid.', 'key', key)
  }
  fields.set('bucket', fields.get('bucket') ?? bucket.name)
  const context = {
    identities: server.identities,
    nowMs: server.now(),
    regions: [bucket.region],
  }
  const identity = verifyForm(fields, context)
  const policy = fields.get('policy')
  const rules = policy === undefined || identity === null ? null : readPolicy(policy)
  if (rules !== null) checkPolicy(rules, fields, server.now())
  const headers = headersOf(fields, type)
  const auth = { kind: identity === null ? 'anonymous' : 'header', identity } as const
  const own = { ...exchange, auth, request: { ...request, headers } }
  authorizeBucket(own, bucket, key, 'write')
  readMetadata(own, bucket.storageClass)
  checkOverwrite(own, key)
  exchange.record.key = key
  return {
    exchange: own,
    key,
    limits: sizeLimits(rules),
    receiver: new BlobReceiver(server, false),
  }
}

/** A form says in fields what other writes say in headers. */
function headersOf(
  fields: ReadonlyMap<string, string>,
  type: string | null,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  const standard = /^(cache-control|content-(disposition|encoding|language)|expires|x-oss-.+)$/
  for (const [name, value] of fields) {
    if (standard.test(name)) headers[name] = toByteString(value)
    if (name === 'callback') headers['x-oss-callback'] = value
  }
  const own = fields.get('x-oss-content-type') ?? fields.get('content-type') ?? type
  if (own !== null && own !== '') headers['content-type'] = toByteString(own)
  const variables = [...fields].filter(([name]) => name.startsWith('x:'))
  if (variables.length > 0) {
    const text = JSON.stringify(Object.fromEntries(variables))
    headers['x-oss-callback-var'] = Buffer.from(text).toString('base64')
  }
  return headers
}

async function publish(
  { exchange, key, limits, receiver }: FormUpload,
  fields: ReadonlyMap<string, string>,
  sizeBytes: number,
): Promise<Reply> {
  const { server, bucket } = exchange
  for (const [least, most] of limits) {
    if (sizeBytes > most) throw entityTooLarge()
    if (sizeBytes >= least) continue
    throw new ServiceError(400, 'EntityTooSmall', 'The file is smaller than the policy allows.', {
      fields: { ProposedSize: sizeBytes, MinSizeAllowed: least },
    })
  }
  checkOverwrite(exchange, key)
  const { segments, crc64, etag, md5 } = await receiver.finish()
  const stored = server.store.objects.put({
    ...readMetadata(exchange, bucket.storageClass),
    bucket: bucket.name,
    key,
    type: 'Normal',
    sizeBytes,
    etag,
    crc64,
    md5,
    modifiedMs: server.now(),
    symlinkTarget: null,
    segments,
  })
  return withCallback(exchange, stored, answer(exchange, stored, fields))
}

function answer(
  exchange: BucketExchange,
  stored: StoredObject,
  fields: ReadonlyMap<string, string>,
): Reply {
  const location = `http://${exchange.request.hostId}/${percentEncode(stored.key, true)}`
  const headers = {
    etag: `"${stored.etag}"`,
    'x-oss-hash-crc64ecma': stored.crc64 ?? undefined,
    location,
    ...versionHeaders(exchange, stored.version),
  }
  const redirect = fields.get('success_action_redirect')
  if (redirect !== undefined && /^https?:\/\//.test(redirect)) {
    const query = new URLSearchParams({ bucket: stored.bucket, key: stored.key, etag: stored.etag })
    const target = `${redirect}${redirect.includes('?') ? '&' : '?'}${query}`
    return { status: 303, headers: { ...headers, location: target } }
  }
  const status = fields.get('success_action_status')
  if (status === '200') return { status: 200, headers }
  if (status !== '201') return { status: 204, headers }
  const facts = {
    Bucket: stored.bucket,
    Location: location,
    Key: stored.key,
    ETag: `"${stored.etag}"`,
  }
  return { ...xmlReply('PostResponse', facts, headers), status: 201 }
}
