import { z } from 'zod'

/** How far the panes of the window can be dragged, in CSS pixels. */
export const paneLimits = {
  treePx: { min: 160, max: 420 },
  inspectorPx: { min: 200, max: 420 },
  drawerPx: { min: 160, max: 640 },
} as const

const panePx = ({ min, max }: { readonly min: number; readonly max: number }): z.ZodInt =>
  z.int().min(min).max(max)

const layoutSchema = z.object({
  treePx: panePx(paneLimits.treePx).default(232),
  inspectorPx: panePx(paneLimits.inspectorPx).default(256),
  inspectorOpen: z.boolean().default(true),
  drawerPx: panePx(paneLimits.drawerPx).default(220),
})
export type Layout = z.infer<typeof layoutSchema>

/** Every setting with its default; `settingsSchema.parse({})` is the default set. */
export const settingsSchema = z.object({
  /** `system`: follow the operating system. */
  language: z.enum(['system', 'en', 'zh-cn']).default('system'),
  theme: z.enum(['system', 'light', 'dark', 'high-contrast']).default('system'),
  density: z.enum(['compact', 'comfortable']).default('compact'),
  /** How many parts and small files move at once, over all transfers. */
  connections: z.number().int().min(1).max(64).default(8),
  /** How the window is divided; a change names all of it. */
  layout: layoutSchema.prefault({}),
})
export type Settings = z.infer<typeof settingsSchema>

export type SettingsPatch = Partial<Settings>

/** Without the defaults: `partial()` alone would put them in and so reset what is not named. */
export const settingsPatchSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(settingsSchema.shape).map(([name, field]) => [name, field.unwrap().optional()]),
  ),
) as unknown as z.ZodType<SettingsPatch>
