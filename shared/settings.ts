import { z } from 'zod'
import { conflictPolicySchema } from './transfer/kinds.ts'
import { speedLimitsSchema, timetableSchema } from './transfer/pace.ts'

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

export const maxConnections = 64
const connectionsSchema = z.union([z.literal('automatic'), z.int().min(1).max(maxConnections)])

/** Every setting with its default; `settingsSchema.parse({})` is the default set. */
export const settingsSchema = z.object({
  /** `system`: follow the operating system. */
  language: z.enum(['system', 'en', 'zh-cn']).default('system'),
  theme: z.enum(['system', 'light', 'dark', 'high-contrast']).default('system'),
  density: z.enum(['compact', 'comfortable']).default('compact'),
  /** How many parts and small files move at once, over all transfers. */
  connections: connectionsSchema.default('automatic'),
  /** A change of these two names all of it. */
  limits: speedLimitsSchema.prefault({}),
  timetable: timetableSchema.prefault({}),
  /** What new transfers do when a file exists already. */
  conflict: conflictPolicySchema.default('ask'),
  /** Transfers of the last time go on by themselves; otherwise they wait for the person. */
  continueOnLaunch: z.boolean().default(true),
  /** The computer does not fall asleep while transfers run. */
  keepAwake: z.boolean().default(true),
  /** The app starts when the person signs in to the computer. */
  startWithSystem: z.boolean().default(false),
  /** How the window is divided; a change names all of it. */
  layout: layoutSchema.prefault({}),
})
export type Settings = z.infer<typeof settingsSchema>

/** What the transfer engine has to know, and may be told while it runs. */
export type TransferChoices = Pick<
  Settings,
  'connections' | 'continueOnLaunch' | 'limits' | 'timetable'
>

export type SettingsPatch = Partial<Settings>

/** Without the defaults: `partial()` alone would put them in and so reset what is not named. */
export const settingsPatchSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(settingsSchema.shape).map(([name, field]) => [name, field.unwrap().optional()]),
  ),
) as unknown as z.ZodType<SettingsPatch>
