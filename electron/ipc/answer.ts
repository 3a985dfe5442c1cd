import type { z } from 'zod'
import type { CallInput, CallName, CallResult } from '../../shared/ipc/contract.ts'
import {
  FailureError,
  isFailure,
  localFailure,
  type Outcome,
  toFailure,
} from '../../shared/ipc/failure.ts'
import { callInputs } from '../../shared/ipc/inputs.ts'
import type { Log } from '../log.ts'

/** Total over the contract: a call without its handler does not compile. */
export type Handlers = {
  readonly [Name in CallName]: (
    input: CallInput<Name>,
  ) => CallResult<Name> | Promise<CallResult<Name>>
}

/** Parses, runs, and puts whatever happens into the envelope. Never throws. */
export async function answerCall<Name extends CallName>(
  handlers: Handlers,
  log: Log,
  name: Name,
  raw: unknown,
): Promise<Outcome<CallResult<Name>>> {
  const schema = callInputs[name] as unknown as z.ZodType<CallInput<Name>>
  const parsed = schema.safeParse(raw)
  if (!parsed.success) return { ok: false, failure: invalidInput(name, parsed.error) }
  return enclose(log, name, () => handlers[name](parsed.data))
}

/** The envelope around `work`; what was not thrown on purpose is logged as a defect. */
export async function enclose<Value>(
  log: Log,
  name: string,
  work: () => Value | Promise<Value>,
): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    const failure = toFailure(error)
    log.failure(name, failure)
    if (!(error instanceof FailureError) && !isFailure(error)) log.defect(name, error)
    return { ok: false, failure }
  }
}

/** Names the fields and what is wrong with them, never their values: one may be a secret. */
function invalidInput(name: string, error: z.ZodError): ReturnType<typeof localFailure> {
  const details: Record<string, string> = { call: name }
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.') || 'input'
    details[field] ??= issue.code
  }
  const first = error.issues[0]
  details.field = first?.path.map(String).join('.') || 'input'
  const fields = Object.keys(details).filter((key) => key !== 'call' && key !== 'field')
  return localFailure('input.invalid', `${name}: not acceptable: ${fields.join(', ')}`, details)
}
