import type { JSX } from 'react'
import type { Messages } from '../../../shared/i18n/en.ts'
import type { Change } from '../../../shared/oss/sections/preview.ts'

export interface ChangesProps {
  readonly changes: readonly Change[]
  readonly texts: Messages['config']['page']['preview']
}

/** Changes as sentences; of a changed rule both, one above the other. */
export function Changes({ changes, texts }: ChangesProps): JSX.Element {
  if (changes.length === 0) return <p>{texts.formOnly}</p>
  return (
    <ul className="config-changes">
      {changes.map((change) => (
        <li key={JSON.stringify(change)} className={`config-change config-change-${change.kind}`}>
          <ChangeText change={change} texts={texts} />
        </li>
      ))}
    </ul>
  )
}

interface ChangeTextProps {
  readonly change: Change
  readonly texts: ChangesProps['texts']
}

function ChangeText({ change, texts }: ChangeTextProps): JSX.Element {
  switch (change.kind) {
    case 'added':
      return <Part label={texts.added} text={change.after} />
    case 'removed':
      return <Part label={texts.removed} text={change.before} />
    case 'changed':
      return (
        <>
          <Part label={texts.before} text={change.before} old />
          <Part label={texts.after} text={change.after} />
        </>
      )
    case 'reordered':
      return <Part label={texts.changed} text={texts.reordered} />
  }
}

interface PartProps {
  readonly label: string
  readonly text: string
  readonly old?: boolean
}

function Part({ label, text, old = false }: PartProps): JSX.Element {
  return (
    <div className="config-change-part" data-old={old || undefined}>
      <span className="config-change-label">{label}</span>
      <span className="selectable">{text}</span>
    </div>
  )
}
