import { randomUUID } from 'node:crypto'
import { authorizeBucket } from '../access.ts'
import { BlobReceiver } from '../blob-receiver.ts'
import { receiveDocument } from '../body.ts'
import { fromByteString } from '../encoding.ts'
import { invalidArgument, ServiceError } from '../errors.ts'
import type { ObjectExchange } from '../exchange.ts'
import { decodePng, encodePng, type Picture, scalePicture } from '../png-codec.ts'
import type { Reply } from '../reply.ts'
import { text } from '../xml.ts'
import { checkReadable } from './archive.ts'
import { requireBucket } from './buckets.ts'
import { requireObject, versionHeaders } from './find-object.ts'
import { checkOverwrite } from './protection.ts'
import { findStyle } from './styles.ts'

const maxImageBytes = 20 * 1024 * 1024
const maxSide = 16_384

interface Processed {
  readonly type: string
  readonly content: Buffer
}

/** `GET ?x-oss-process=image/…`; this server knows PNG, its size and its facts. */
export async function getProcessedObject(exchange: ObjectExchange): Promise<Reply> {
  const object = requireObject(exchange)
  const process = exchange.request.query.get('x-oss-process') ?? ''
  const { type, content } = await run(exchange, process)
  return {
    status: 200,
    headers: {
      'content-type': type,
      'last-modified': new Date(object.modifiedMs).toUTCString(),
      ...versionHeaders(exchange, object.version),
    },
    body: content,
  }
}

/** `POST ?x-oss-process` with `<process>|sys/saveas,o_<key>,b_<bucket>`, both base64url. */
export async function processObject(exchange: ObjectExchange): Promise<Reply> {
  const { process, target } = await readSaveAs(exchange, 'x-oss-process')
  const { server } = exchange
  const bucket = requireBucket(exchange, target.bucket ?? exchange.bucket.name)
  authorizeBucket(exchange, bucket, target.key, 'write', 'oss:PutObject')
  const { type, content } = await run(exchange, process)
  checkOverwrite({ ...exchange, bucket }, target.key)
  const receiver = new BlobReceiver(server, true)
  receiver.write(content)
  const stored = server.store.objects.put({
    ...(await receiver.finish()),
    bucket: bucket.name,
    key: target.key,
    type: 'Normal',
    modifiedMs: server.now(),
    storageClass: bucket.storageClass,
    acl: 'default',
    headers: { 'content-type': type },
    tags: [],
    symlinkTarget: null,
  })
  const facts = {
    bucket: bucket.name,
    fileSize: stored.sizeBytes,
    object: stored.key,
    status: 'OK',
  }
  return json(facts)
}

/** Accepted and never done: what the real one does takes a media service. */
export async function asyncProcessObject(exchange: ObjectExchange): Promise<Reply> {
  requireObject(exchange)
  const body = await receiveDocument(exchange, 64 * 1024)
  if (!body.startsWith('x-oss-async-process=')) {
    throw invalidArgument('The process is missing.', 'x-oss-async-process', body)
  }
  const [EventId, TaskId] = [randomUUID(), randomUUID()]
  return json({ EventId, RequestId: exchange.request.requestId, TaskId })
}

function json(facts: object): Reply {
  const headers = { 'content-type': 'application/json' }
  return { status: 200, headers, body: JSON.stringify(facts) }
}

async function readSaveAs(
  exchange: ObjectExchange,
  name: string,
): Promise<{
  readonly process: string
  readonly target: { readonly key: string; readonly bucket: string | null }
}> {
  const body = formText(await receiveDocument(exchange, 64 * 1024))
  const [process = '', saveAs = ''] = body.replace(`${name}=`, '').split('|')
  const match = /^sys\/saveas,(.*)$/.exec(saveAs)
  const options = new Map((match?.[1] ?? '').split(',').map((each) => [each[0], each.slice(2)]))
  const decode = (option: string): string =>
    Buffer.from(options.get(option) ?? '', 'base64url').toString('utf8')
  const key = decode('o')
  if (!body.startsWith(`${name}=`) || key === '') {
    throw invalidArgument('The body is a process and sys/saveas.', name, body)
  }
  return { process, target: { key, bucket: decode('b') || null } }
}

/** Some clients encode it as a browser's form, others send it as it is. */
function formText(body: string): string {
  if (body.includes('|')) return body
  const [first] = new URLSearchParams(body)
  return first === undefined ? body : first.join('=')
}

async function run(exchange: ObjectExchange, process: string): Promise<Processed> {
  const object = requireObject(exchange)
  checkReadable(exchange, object)
  const actions = expand(exchange, process)
  if (object.sizeBytes > maxImageBytes) throw unsupported('The image is too large.')
  const content = await exchange.server.store.blobs.readAll(object.segments)
  let picture = decodePng(content)
  if (picture === null) throw unsupported('This image format is not supported.')
  for (const action of actions) {
    const [name, ...parameters] = action.split(',')
    if (name === 'info') return describe(picture, content.byteLength)
    if (name === 'resize') picture = resize(picture, parameters)
    else if (name !== 'format' || parameters[0] !== 'png') {
      throw unsupported(`The action ${fromByteString(action)} is not supported here.`)
    }
  }
  return { type: 'image/png', content: encodePng(picture) }
}

/** `image/resize,w_100/format,png` → its actions; `style/name` → those of the style. */
function expand(exchange: ObjectExchange, process: string): readonly string[] {
  const [kind, ...actions] = process.split('/')
  if (kind === 'image' && actions.length > 0) return actions
  if (kind !== 'style') throw unsupported('The process is not supported here.')
  const name = actions[0] ?? ''
  const style = findStyle(exchange, name)
  if (style !== null) return expand(exchange, text(style, 'Content') ?? '')
  throw new ServiceError(404, 'NoSuchStyle', 'The specified style does not exist.', {
    fields: { Style: name },
  })
}

function resize(picture: Picture, parameters: readonly string[]): Picture {
  const given = new Map(parameters.map((each) => [each[0], Number(each.slice(2))]))
  const [w, h, percent] = [given.get('w'), given.get('h'), given.get('p')]
  const scale =
    percent === undefined
      ? Math.min(
          ...[w && w / picture.width, h && h / picture.height].filter((each) => each !== undefined),
        )
      : percent / 100
  const [width, height] = [picture.width, picture.height].map((side) =>
    Math.max(1, Math.round(side * scale)),
  ) as [number, number]
  if (!Number.isFinite(scale) || scale <= 0 || Math.max(width, height) > maxSide) {
    throw invalidArgument('The size is not valid.', 'resize', parameters.join())
  }
  return scale >= 1 ? picture : scalePicture(picture, width, height)
}

function describe(picture: Picture, sizeBytes: number): Processed {
  const facts = {
    FileSize: { value: String(sizeBytes) },
    Format: { value: 'png' },
    ImageHeight: { value: String(picture.height) },
    ImageWidth: { value: String(picture.width) },
  }
  return { type: 'application/json', content: Buffer.from(JSON.stringify(facts)) }
}

function unsupported(message: string): ServiceError {
  return new ServiceError(400, 'InvalidArgument', message)
}
