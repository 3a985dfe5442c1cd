import type { ComponentType } from 'react'
import type { SectionName } from '../../../shared/bucket-config.ts'
import { AclEditor } from './acl-editor.tsx'
import { CorsEditor } from './cors-editor.tsx'
import type { EditorProps } from './editing.ts'
import { LifecycleEditor } from './lifecycle-editor.tsx'

const editors = {
  acl: AclEditor,
  cors: CorsEditor,
  lifecycle: LifecycleEditor,
} as const satisfies {
  readonly [Name in SectionName]: unknown
}

/** The editor of a section. It gets only documents that the section's own schema has parsed. */
export function editorOf(section: SectionName): ComponentType<EditorProps<unknown>> {
  return editors[section] as unknown as ComponentType<EditorProps<unknown>>
}
