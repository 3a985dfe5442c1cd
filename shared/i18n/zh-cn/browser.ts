import type { browser as english } from '../en/browser.ts'

export const browser: typeof english = {}
