import type { JSX } from 'react'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { type Carried, targetProblem } from '../../stores/carrying.ts'
import { useCount } from '../browser/use-count.ts'
import { useObjectWords } from './use-words.ts'

/** "3 files and 1 folder (1.2 GB) are moved to photos/2024 in bucket b. …" */
export function Consequence(carried: Carried): JSX.Element {
  const { kind, from, selected, to } = carried
  const { objects } = useMessages()
  const { what, where, folder } = useObjectWords()
  const format = useFormat()
  const { count } = useCount(from, selected)
  const problem = targetProblem(carried)
  if (problem !== null) {
    return (
      <p role="status" className="muted">
        {problem === 'inside-itself' ? objects.problem.insideItself : objects.problem.sameFolder}
      </p>
    )
  }
  const size = count?.complete ? format.bytes(count.sizeBytes) : null
  const named = what(selected)
  const sized = size === null ? named : objects.items.sized(named, size)
  return (
    <div role="status">
      <p>{objects[kind].consequence(selected.size, sized, where(to), folder(from))}</p>
      {from.accountId === to.accountId ? null : <p className="muted">{objects.through}</p>}
    </div>
  )
}
