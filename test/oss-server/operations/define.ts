import type { Access, BucketOperation, ObjectOperation, ServiceOperation } from '../exchange.ts'

/** `GET acl`, `PUT partNumber uploadId`, `POST cname comp=add`: method, then query parameters. */
type Call = string

/** Who may do it is decided by the handler. */
export function onService(
  name: string,
  call: Call,
  handle: ServiceOperation['handle'],
): ServiceOperation {
  return { name, ...readCall(call), access: 'open', target: 'service', handle }
}

/** `header` must be there too. */
export function onBucket(
  name: string,
  call: Call,
  access: Access,
  handle: BucketOperation['handle'],
  header?: string,
): BucketOperation {
  const needed = header === undefined ? {} : { header }
  return { name, ...readCall(call), ...needed, access, target: 'bucket', handle }
}

/** `header` must be there too. */
export function onObject(
  name: string,
  call: Call,
  access: Access,
  handle: ObjectOperation['handle'],
  header?: string,
): ObjectOperation {
  const needed = header === undefined ? {} : { header }
  return { name, ...readCall(call), ...needed, access, target: 'object', handle }
}

function readCall(call: Call): { readonly method: string; readonly query: readonly string[] } {
  const [method = '', ...query] = call.split(' ')
  return { method, query }
}
