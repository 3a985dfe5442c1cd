import { TriangleAlert } from 'lucide-react'
import type { JSX, ReactNode } from 'react'

/** A warning at a field: the value is kept and sent, but may not do what was meant. */
export function WarningNote({ children }: { readonly children: ReactNode }): JSX.Element {
  return (
    <span className="field-warning">
      <TriangleAlert size={14} aria-hidden />
      <span>{children}</span>
    </span>
  )
}

/** The description of a field, or its warning when there is one. */
export function describe(warning: string | null, hint?: ReactNode): ReactNode {
  if (warning === null) return hint
  return <WarningNote>{warning}</WarningNote>
}
