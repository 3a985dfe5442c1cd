import type { JSX } from 'react'
import { Button } from 'react-aria-components'
import { Button as PlainButton } from '../../ui/button.tsx'

export interface Template {
  readonly id: string
  readonly title: string
  readonly hint: string
  readonly onChoose: () => void
}

export interface TemplatesProps {
  readonly title: string
  readonly templates: readonly Template[]
  readonly cancel: string
  readonly onCancel: () => void
}

/** Ways to start a rule; choosing one adds it and opens its form. */
export function Templates(props: TemplatesProps): JSX.Element {
  const { title, templates, cancel, onCancel } = props
  return (
    <section className="config-templates" aria-label={title}>
      <h2>{title}</h2>
      <div className="config-template-list">
        {templates.map((template, index) => (
          <Button
            key={template.id}
            autoFocus={index === 0}
            className="config-template"
            onPress={template.onChoose}
          >
            <span className="config-template-title">{template.title}</span>
            <span className="field-description">{template.hint}</span>
          </Button>
        ))}
      </div>
      <div>
        <PlainButton variant="quiet" onPress={onCancel}>
          {cancel}
        </PlainButton>
      </div>
    </section>
  )
}
