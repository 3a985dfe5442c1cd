import { useMessages } from '../../i18n/i18n.tsx'
import type { SignInValues } from './sign-in-form.ts'
import type { SignIn } from './use-sign-in.ts'

/** The sentence at a field, or null. */
export function useProblemText(form: SignIn): (field: keyof SignInValues) => string | null {
  const { check } = useMessages().accounts
  return (field) => {
    const problem = form.problems[field]
    return problem === undefined ? null : check[problem]
  }
}
