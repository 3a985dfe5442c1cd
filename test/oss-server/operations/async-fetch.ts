import { randomUUID } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { get, type IncomingMessage } from 'node:http'
import { BlobReceiver } from '../blob-receiver.ts'
import { maxBodyBytes, receiveDocument } from '../body.ts'
import { toByteString } from '../encoding.ts'
import { invalidArgument, malformedXml, ServiceError } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { header } from '../request.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { nodeFields, parseXml, text, type XmlNode, xmlElement } from '../xml.ts'
import { readCallback, withCallback } from './callback.ts'
import { readFlag } from './configuration/kinds.ts'
import { isStorageClass } from './metadata.ts'
import { checkOverwrite } from './protection.ts'

/** Tasks are kept as documents of the bucket under this name and their id. */
const prefix = 'asyncFetch/'
const root = 'AsyncFetchTaskInfo'
/** Elements of a task that are answered also when they were not given. */
const unsaid = { Host: '', ContentMD5: '', Callback: '', StorageClass: '', IgnoreSameKey: true }
const patienceMs = 30_000
/** Ids of the tasks at work; one that is kept as running and not here was cut off by a restart. */
const running = new Set<string>()

/**
 * `POST ?asyncFetch` has the server itself fetch an object; only from servers on this machine.
 * https://github.com/aliyun/aliyun-oss-python-sdk/blob/master/examples/async_fetch_task.py
 */
export async function putAsyncFetchTask(exchange: BucketExchange): Promise<Reply> {
  const { server, bucket } = exchange
  const task = parseXml(await receiveDocument(exchange, 64 * 1024), 'AsyncFetchTaskConfiguration')
  const key = text(task, 'Object') ?? ''
  const url = text(task, 'Url') ?? ''
  if (key === '' || !/^http:\/\//.test(url)) throw malformedXml('A task has a Url and an Object.')
  const storageClass = text(task, 'StorageClass') || bucket.storageClass
  if (!isStorageClass(storageClass)) {
    throw invalidArgument('no such storage class exists', 'StorageClass', storageClass)
  }
  const own = withTaskCallback(exchange, task)
  readCallback(own)
  const ignores = readFlag(withoutEmpty(task), 'IgnoreSameKey') ?? true
  if (ignores && server.store.objects.find(bucket.name, key) !== null) {
    const message = 'The object exists, and IgnoreSameKey is true.'
    throw new ServiceError(400, 'ObjectAlreadyExists', message, { fields: { Key: key } })
  }
  const id = randomUUID()
  const tell = (state: string, reason = ''): void => keep(own, id, task, state, reason)
  running.add(id)
  tell('Running')
  void fetchObject(own, task, { key, url, storageClass })
    .then(async (stored) => {
      const { status } = await withCallback(own, stored, { status: 200 })
      tell(status === 203 ? 'FetchSuccessCallbackFailed' : 'Success')
    })
    .catch((error: unknown) => tell('Failed', error instanceof Error ? error.message : 'unknown'))
    .finally(() => running.delete(id))
  return xmlReply('AsyncFetchTaskResult', { TaskId: id })
}

/** `GET ?asyncFetch`, with the id in a header. */
export function getAsyncFetchTask({ server, bucket, request }: BucketExchange): Reply {
  const id = header(request, 'x-oss-task-id') ?? ''
  const document = server.store.buckets.configuration(bucket.name, prefix + id)
  if (id === '' || document === null) {
    throw invalidArgument('There is no such task.', 'x-oss-task-id', id)
  }
  const facts = nodeFields(parseXml(document, root))
  if (String(facts.State) !== 'Running' || running.has(id)) return xmlReply(root, facts)
  return xmlReply(root, { ...facts, State: 'Failed', ErrorMsg: 'The server was restarted.' })
}

function keep(
  { server, bucket }: BucketExchange,
  id: string,
  task: XmlNode,
  state: string,
  reason: string,
): void {
  const { buckets } = server.store
  // The bucket may be gone, and the server closed, by the time a slow source gives up.
  if (!server.store.isOpen() || buckets.find(bucket.name) === null) return
  const facts = {
    TaskId: id,
    State: state,
    ErrorMsg: reason,
    TaskInfo: { ...unsaid, ...nodeFields(task) },
  }
  buckets.setConfiguration(bucket.name, prefix + id, xmlElement(root, facts))
}

interface Wanted {
  readonly key: string
  readonly url: string
  readonly storageClass: string
}

async function fetchObject(
  exchange: BucketExchange,
  task: XmlNode,
  { key, url, storageClass }: Wanted,
): Promise<StoredObject> {
  const { server, bucket } = exchange
  const source = await open(url, text(task, 'Host') || null)
  const receiver = new BlobReceiver(server, true)
  try {
    let sizeBytes = 0
    for await (const chunk of source) {
      sizeBytes += (chunk as Buffer).byteLength
      if (sizeBytes > maxBodyBytes) throw new Error('the source is too large')
      receiver.write(chunk as Buffer)
    }
    const wanted = text(task, 'ContentMD5') || null
    const received = await receiver.finish((md5) => {
      if (wanted === null || md5?.toString('base64') === wanted) return
      throw new Error('the Content-MD5 differs')
    })
    checkOverwrite(exchange, key)
    const type = source.headers['content-type'] ?? 'application/octet-stream'
    return server.store.objects.put({
      ...received,
      bucket: bucket.name,
      key,
      type: 'Normal',
      modifiedMs: server.now(),
      storageClass,
      acl: 'default',
      headers: { 'content-type': toByteString(type) },
      tags: [],
      symlinkTarget: null,
    })
  } catch (error) {
    receiver.discard()
    throw error
  }
}

async function open(url: string, host: string | null): Promise<IncomingMessage> {
  const { hostname } = new URL(url)
  const { address } = await lookup(hostname.replace(/^\[|\]$/g, ''))
  if (!/^127\.|^::1$/.test(address)) throw new Error('the address is not on this machine')
  const headers = host === null ? {} : { host }
  const signal = AbortSignal.timeout(patienceMs)
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers, signal, agent: false }, resolve).on('error', reject)
  })
  if (answer.statusCode === 200) return answer
  answer.destroy()
  throw new Error(`the source answered ${answer.statusCode}`)
}

/** The callback of a task is written as that of a write, but in the document. */
function withTaskCallback(exchange: BucketExchange, task: XmlNode): BucketExchange {
  const callback = text(task, 'Callback') || null
  const { 'x-oss-callback': _own, ...headers } = exchange.request.headers
  const said = callback === null ? {} : { 'x-oss-callback': callback }
  return { ...exchange, request: { ...exchange.request, headers: { ...headers, ...said } } }
}

/** Libraries send what is not given as an empty element. */
function withoutEmpty(task: XmlNode): XmlNode {
  return Object.fromEntries(Object.entries(task).filter(([, values]) => values[0] !== ''))
}
