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

export type SettingsPatch = Partial<Settings>

/** Without the defaults: `partial()` alone would put them in and so reset what is not named. */
export const settingsPatchSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(settingsSchema.shape).map(([name, field]) => [name, field.unwrap().optional()]),
  ),
) as unknown as z.ZodType<SettingsPatch>
