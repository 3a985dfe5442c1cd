/** What the service answers instead of success. Everything the handlers throw on purpose is one. */
interface ServiceErrorOptions {
  /** Only where the service's own is known: clients and people look it up. */
  readonly ec?: string
  /** Extra child elements of the error document, in order. */
  readonly fields?: Readonly<Record<string, ErrorField>>
  readonly headers?: Readonly<Record<string, string>>
}

type ErrorField = string | number | { readonly [name: string]: string | number }

export class ServiceError extends Error {
  readonly status: number
  readonly code: string
  readonly ec: string | null
  readonly fields: Readonly<Record<string, ErrorField>>
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, options: ServiceErrorOptions = {}) {
    super(message)
    this.name = 'ServiceError'
    this.status = status
    this.code = code
    this.ec = options.ec ?? null
    this.fields = options.fields ?? {}
    this.headers = options.headers ?? {}
  }
}

/** The client's connection ended before its request was complete; there is nobody to answer. */
export class ConnectionLost extends Error {
  constructor() {
    super('the connection ended before the request was complete')
    this.name = 'ConnectionLost'
  }
}

export function noSuchBucket(bucket: string): ServiceError {
  return new ServiceError(404, 'NoSuchBucket', 'The specified bucket does not exist.', {
    ec: '0015-00000101',
    fields: { BucketName: bucket },
  })
}

export function noSuchKey(
  key: string,
  headers: Readonly<Record<string, string>> = {},
): ServiceError {
  return new ServiceError(404, 'NoSuchKey', 'The specified key does not exist.', {
    ec: '0026-00000001',
    fields: { Key: key },
    headers,
  })
}

/** The EC tells which operation missed it. */
export function noSuchUpload(uploadId: string, ec = '0042-00000002'): ServiceError {
  const message =
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have ' +
    'been aborted or completed.'
  return new ServiceError(404, 'NoSuchUpload', message, { ec, fields: { UploadId: uploadId } })
}

export function accessDenied(message: string, options: ServiceErrorOptions = {}): ServiceError {
  return new ServiceError(403, 'AccessDenied', message, { ec: '0003-00000001', ...options })
}

export function invalidArgument(
  message: string,
  name: string,
  value: string,
  ec?: string,
): ServiceError {
  return new ServiceError(400, 'InvalidArgument', message, {
    ...(ec === undefined ? {} : { ec }),
    fields: { ArgumentName: name, ArgumentValue: value },
  })
}

/** The service says no more than that; what exactly is wrong stands beside it. */
export function malformedXml(detail: string): ServiceError {
  const message =
    'The XML you provided was not well-formed or did not validate against our published schema.'
  return new ServiceError(400, 'MalformedXML', message, {
    ec: '0015-00000231',
    fields: { Detail: detail },
  })
}
