import type { Failure } from '../ipc/failure.ts'
import { errorClassOf } from '../oss/error-codes.ts'
import type { ErrorText, Facts } from './en/errors.ts'
import type { Messages } from './en.ts'

type Entry = ErrorText | ((facts: Facts) => ErrorText)

/** The service's codes for "the region in the signature is not that of the bucket". */
const wrongSigningRegion = /^0002-00000(226|228|715)$/

/**
 * What a person reads about a failure: by its code, otherwise by its class. `context` tells what was
 * tried where the same code calls for other advice.
 */
export function failureText(
  messages: Messages,
  failure: Failure,
  context: 'sign-in' | 'any' = 'any',
): ErrorText {
  const entry = entryFor(messages, failure, context)
  return typeof entry === 'function' ? entry(factsOf(messages, failure)) : entry
}

function entryFor(messages: Messages, failure: Failure, context: 'sign-in' | 'any'): Entry {
  const { byClass, byCode, special } = messages.errors
  const { code, details } = failure
  if (isWrongRegion(failure)) return special.wrongRegion
  if (code === 'InvalidArgument' && isSigningRegion(failure)) return special.wrongSigningRegion
  if (code === 'AccessDenied' && context === 'sign-in' && details.Bucket === undefined) {
    return special.listDenied
  }
  const known: Readonly<Record<string, Entry>> = byCode
  return known[code] ?? byClass[errorClassOf(code, failure.status)]
}

function isWrongRegion({ code, details }: Failure): boolean {
  return code === 'PermanentRedirect' || (code === 'AccessDenied' && details.Endpoint !== undefined)
}

function isSigningRegion({ ec, message }: Failure): boolean {
  return (ec !== null && wrongSigningRegion.test(ec)) || /signing region/i.test(message)
}

function factsOf(messages: Messages, { details }: Failure): Facts {
  const { unknown } = messages.errors
  return {
    host: details.host ?? details.HostId ?? unknown.host,
    bucket: details.Bucket ?? details.BucketName ?? details.bucket ?? unknown.bucket,
    endpoint: details.Endpoint ?? unknown.endpoint,
    region: details.region ?? details.Region ?? unknown.region,
    path: details.path ?? unknown.path,
  }
}
