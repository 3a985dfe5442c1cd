import { z } from 'zod'

/** Every setting with its default; `settingsSchema.parse({})` is the default set. */
export const settingsSchema = z.object({
  /** `system`: follow the operating system. */
  language: z.enum(['system', 'en', 'zh-cn']).default('system'),
  theme: z.enum(['system', 'light', 'dark', 'high-contrast']).default('system'),
  density: z.enum(['compact', 'comfortable']).default('compact'),
  /** How many parts and small files move at once, over all transfers. */
  connections: z.number().int().min(1).max(64).default(8),
})
export type Settings = z.infer<typeof settingsSchema>

export const settingsPatchSchema = settingsSchema.partial().strict()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>
