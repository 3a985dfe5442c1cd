import type { config as english } from '../en/config.ts'

export const config: typeof english = {}
