import { FailureError, localFailure } from '../ipc/failure.ts'

/** Refused before anything is sent (`input.invalid`); `details.field` names what is wrong. */
export class InputError extends FailureError {
  constructor(field: string, message: string) {
    super(localFailure('input.invalid', message, { field }))
  }
}
