import { toFailure } from '../../shared/ipc/failure.ts'
import { badAnswer, InconsistencyError, OssError } from './errors.ts'
import type { AnswerParts, Operation } from './operation.ts'

/**
 * Every answer of the service carries a request id. Without one it came from something in between,
 * such as the sign-in page of a public network, which likes to answer 200 to everything.
 */
export function outputOf<Input, Output>(
  operation: Operation<Input, Output>,
  answer: AnswerParts,
  input: Input,
): Output {
  if (!answer.headers['x-oss-request-id']) throw badAnswer(answer, 'no request id in the answer')
  try {
    return operation.output(answer, input)
  } catch (error) {
    if (error instanceof OssError || error instanceof InconsistencyError) throw error
    const { message } = toFailure(error)
    throw badAnswer(answer, `${operation.name}: ${message}`)
  }
}
