import type { JSX } from 'react'
import { Button } from 'react-aria-components'

export interface Template {
  readonly id: string
  readonly title: string
  readonly hint: string
  readonly onChoose: () => void
}

export interface TemplatesProps {
  readonly title: string
  readonly templates: readonly Template[]
}

/** Ways to start a rule; choosing one adds it and opens its form. */
export function Templates({ title, templates }: TemplatesProps): JSX.Element {
  return (
    <section className="config-templates" aria-label={title}>
      <h3>{title}</h3>
      <div className="config-template-list">
        {templates.map((template) => (
          <Button key={template.id} className="config-template" onPress={template.onChoose}>
            <span className="config-template-title">{template.title}</span>
            <span className="field-description">{template.hint}</span>
          </Button>
        ))}
      </div>
    </section>
  )
}
