import { z } from 'zod'
import { accountDraftSchema, credentialsSchema, keepSchema } from '../accounts.ts'
import { sectionChangeSchema, sectionTargetSchema } from '../bucket-config.ts'
import { windowSchema } from '../catalog.ts'
import { locales } from '../i18n/format.ts'
import { bucketAcls, storageClasses } from '../objects.ts'
import { settingsPatchSchema } from '../settings.ts'
import { conflictPolicySchema, remoteSpecSchema } from '../transfer/kinds.ts'
import { decisionSchema, itemWindowSchema } from '../transfer/view.ts'

const nothing = z.undefined()
const account = z.object({ accountId: z.string().min(1) })
const bucket = account.extend({ bucket: z.string().min(1) })
const folder = bucket.extend({ prefix: z.string().max(1023) })
const view = z.object({ viewId: z.string().min(1) })
/** ISO 8601. */
const moment = z.iso.datetime()
const transfer = z.object({ transferId: z.string().min(1) })
const selection = bucket.extend({
  keys: z.array(z.string().min(1)),
  prefixes: z.array(z.string().min(1)),
})

/** The argument of every call, parsed in the main process before its handler runs. */
export const callInputs = {
  'app.info': nothing,
  /** A key of the allow-list in `electron/app/external-links.ts`, never a URL. */
  'app.openExternal': z.object({ link: z.string().min(1) }),
  'app.shown': nothing,
  'settings.get': nothing,
  'settings.update': settingsPatchSchema,

  'accounts.list': nothing,
  'accounts.vault': nothing,
  'accounts.add': accountDraftSchema,
  'accounts.updateCredentials': account.extend({
    credentials: credentialsSchema,
    keep: keepSchema,
  }),
  'accounts.remove': account,

  'buckets.list': account,
  'buckets.create': bucket.extend({
    acl: z.enum(bucketAcls),
    storageClass: z.enum(storageClasses),
    redundancy: z.enum(['LRS', 'ZRS']),
  }),
  'buckets.delete': bucket,

  'catalog.open': folder,
  'catalog.refresh': view,
  'catalog.window': windowSchema,
  /** Keys of the rows from `offset` on, in the window's order: for select-all and shift-select. */
  'catalog.keysOf': windowSchema.extend({ count: z.number().int().min(1).max(100_000) }),
  'catalog.close': view,

  'objects.createFolder': folder.extend({ name: z.string().min(1) }),
  'objects.count': selection,

  'dialogs.chooseFiles': nothing,
  'dialogs.chooseUploadFolder': nothing,
  'dialogs.chooseTargetFolder': nothing,

  'transfers.snapshot': nothing,
  'transfers.items': itemWindowSchema,
  'transfers.receipt': transfer,
  'transfers.verify': transfer,
  /** Asks where to save it; `fileName` is only what the chooser begins with. */
  'transfers.saveReceipt': transfer.extend({
    fileName: z
      .string()
      .max(200)
      .regex(/^[^/\\]+$/),
    locale: z.enum(locales),
  }),
  'transfers.upload': folder.extend({
    grantIds: z.array(z.string().min(1)).min(1),
    conflict: conflictPolicySchema,
  }),
  'transfers.download': selection.extend({
    basePrefix: z.string(),
    grantId: z.string().min(1),
    conflict: conflictPolicySchema,
  }),
  /** Everything that stays within the service: deleting, copying, changing. */
  'transfers.start': remoteSpecSchema,
  'transfers.pause': transfer.extend({ until: moment.nullish() }),
  'transfers.pauseAll': z.object({ until: moment.nullable() }),
  'transfers.resume': transfer,
  'transfers.resumeAll': nothing,
  'transfers.move': transfer.extend({ before: z.string().min(1).nullable() }),
  'transfers.cancel': transfer,
  'transfers.retry': transfer,
  'transfers.decide': decisionSchema,
  'transfers.remove': transfer,
  /** Shows the target folder of a download in the system's file manager. */
  'transfers.reveal': transfer,

  'config.read': sectionTargetSchema,
  'config.apply': sectionChangeSchema,
  'config.undo': sectionTargetSchema,
} as const

export type CallInputs = { [Name in keyof typeof callInputs]: z.infer<(typeof callInputs)[Name]> }
