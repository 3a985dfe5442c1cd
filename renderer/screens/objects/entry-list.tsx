import { X } from 'lucide-react'
import type { JSX } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { Entry, EntryProblem, EntryProblems } from './entries.ts'

export interface EntryListProps {
  readonly entries: readonly Entry[]
  readonly problemsOf: (entry: Entry, all: readonly Entry[]) => EntryProblems
  readonly onChange: (entries: readonly Entry[]) => void
}

/** What is to be set or taken away, one below the other. */
export function EntryList({ entries, problemsOf, onChange }: EntryListProps): JSX.Element {
  const change = (entry: Entry, next: Partial<Entry>): void =>
    onChange(entries.map((other) => (other === entry ? { ...entry, ...next } : other)))
  return (
    <ul className="entries">
      {entries.map((entry) => (
        <li key={entry.id}>
          <EntryFields
            entry={entry}
            problems={problemsOf(entry, entries)}
            onChange={(next) => change(entry, next)}
            onLeave={() => onChange(entries.filter((other) => other !== entry))}
          />
        </li>
      ))}
    </ul>
  )
}

interface EntryFieldsProps {
  readonly entry: Entry
  readonly problems: EntryProblems
  readonly onChange: (next: Partial<Entry>) => void
  readonly onLeave: () => void
}

function EntryFields({ entry, problems, onChange, onLeave }: EntryFieldsProps): JSX.Element {
  const words = useMessages().objects.entries
  const { header, name, value, remove } = entry
  // An empty field is no mistake yet: the button below waits for it.
  const shown = (problem: EntryProblem | null): string | null =>
    problem === null || problem === 'empty' ? null : words.problem[problem]
  return (
    <div className="entry">
      <TextField
        autoFocus={header === null}
        isReadOnly={header !== null}
        label={words.name}
        error={shown(problems.name)}
        value={header === null ? name : words.headers[header]}
        onChange={(next) => onChange({ name: next })}
      />
      <TextField
        autoFocus={header !== null}
        isDisabled={remove}
        label={words.value}
        error={shown(problems.value)}
        placeholder={header === null ? '' : words.examples[header]}
        value={remove ? '' : value}
        onChange={(next) => onChange({ value: next })}
      />
      <IconButton label={words.leave} icon={<X size={16} />} onPress={onLeave} />
      <Checkbox isSelected={remove} onChange={(next) => onChange({ remove: next })}>
        {words.remove}
      </Checkbox>
    </div>
  )
}
