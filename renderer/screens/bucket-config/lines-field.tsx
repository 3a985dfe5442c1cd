import { type JSX, useState } from 'react'
import { TextArea, type TextAreaProps } from '../../ui/text-field.tsx'

export interface LinesFieldProps extends Omit<TextAreaProps, 'value' | 'onChange'> {
  readonly values: readonly string[]
  readonly onChange: (values: string[]) => void
}

/** A list, one value per line. Blank lines are kept while typing and count for nothing. */
export function LinesField({ values, onChange, ...rest }: LinesFieldProps): JSX.Element {
  const [text, setText] = useState(values.join('\n'))
  return (
    <TextArea
      {...rest}
      mono
      value={text}
      onChange={(next) => {
        setText(next)
        onChange(linesOf(next))
      }}
    />
  )
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
