import type { LifecycleRule } from '../../../shared/oss/sections/lifecycle-document.ts'

export const lifecycleTemplates = ['remove', 'move', 'uploads', 'blank'] as const
export type LifecycleTemplate = (typeof lifecycleTemplates)[number]

/** A rule to start from. Its name is made here: one that the service makes would look like a change. */
export function lifecycleTemplate(template: LifecycleTemplate, id: string): LifecycleRule {
  const empty: LifecycleRule = {
    ID: id,
    Prefix: '',
    Status: 'Enabled',
    Tag: [],
    Transition: [],
    NoncurrentVersionTransition: [],
  }
  switch (template) {
    case 'remove':
      // Deleting starts with a folder that must be named; all files is a choice of its own.
      return { ...empty, Prefix: undefined, Expiration: { Days: '90' } }
    case 'move':
      return { ...empty, Transition: [{ Days: '30', StorageClass: 'IA' }] }
    case 'uploads':
      return { ...empty, AbortMultipartUpload: { Days: '7' } }
    case 'blank':
      return empty
  }
}

/** `rule-1`, `rule-2` …: the first that no other rule has. */
export function freeRuleName(taken: readonly (string | undefined)[]): string {
  let number = 1
  while (taken.includes(`rule-${number}`)) number += 1
  return `rule-${number}`
}
