import type { Account } from '../accounts.ts'
import type { SectionState } from '../bucket-config.ts'
import type { SelectionCount, ViewStatus, WindowPage } from '../catalog.ts'
import type { BucketSummary } from '../objects.ts'
import type { Settings } from '../settings.ts'
import type { Receipt } from '../transfer/receipt.ts'
import type { ItemPage, TransfersSnapshot } from '../transfer/view.ts'
import type { CallInputs } from './inputs.ts'

/**
 * Every call from the window to the main process: its answer here, its argument (a zod schema) in
 * `inputs.ts`. A call is one line in each; the compiler lists what is missing.
 */
export interface CallResults {
  'app.info': AppInfo
  'app.openExternal': undefined
  /** Once, as soon as the page shows something that a person can use. */
  'app.shown': undefined
  'settings.get': Settings
  'settings.update': Settings

  'accounts.list': readonly Account[]
  'accounts.vault': VaultInfo
  'accounts.add': Account
  'accounts.updateCredentials': Account
  'accounts.remove': undefined

  'buckets.list': readonly BucketSummary[]
  'buckets.create': BucketSummary
  'buckets.delete': undefined

  'catalog.open': ViewStatus
  'catalog.refresh': ViewStatus
  'catalog.window': WindowPage
  'catalog.keysOf': KeysPage
  'catalog.close': undefined

  'objects.createFolder': undefined
  'objects.count': SelectionCount

  'dialogs.chooseFiles': readonly Grant[]
  'dialogs.chooseUploadFolder': readonly Grant[]
  'dialogs.chooseTargetFolder': Grant | null

  'transfers.snapshot': TransfersSnapshot
  'transfers.items': ItemPage
  'transfers.receipt': Receipt
  'transfers.verify': { readonly transferId: string }
  /** Where it is now; null = the person changed their mind. */
  'transfers.saveReceipt': string | null
  'transfers.upload': { readonly transferId: string }
  'transfers.download': { readonly transferId: string }
  'transfers.start': { readonly transferId: string }
  'transfers.pause': undefined
  'transfers.pauseAll': undefined
  'transfers.resume': undefined
  'transfers.resumeAll': undefined
  'transfers.move': undefined
  'transfers.cancel': undefined
  'transfers.retry': undefined
  'transfers.decide': undefined
  'transfers.remove': undefined
  'transfers.reveal': undefined

  'config.read': SectionState
  'config.apply': SectionState
  'config.undo': SectionState
}
export type CallName = keyof CallResults
export type CallInput<Name extends CallName> = CallInputs[Name]
export type CallResult<Name extends CallName> = CallResults[Name]

/** The white-list of the preload. */
export const callNames = [
  'app.info',
  'app.openExternal',
  'app.shown',
  'settings.get',
  'settings.update',
  'accounts.list',
  'accounts.vault',
  'accounts.add',
  'accounts.updateCredentials',
  'accounts.remove',
  'buckets.list',
  'buckets.create',
  'buckets.delete',
  'catalog.open',
  'catalog.refresh',
  'catalog.window',
  'catalog.keysOf',
  'catalog.close',
  'objects.createFolder',
  'objects.count',
  'dialogs.chooseFiles',
  'dialogs.chooseUploadFolder',
  'dialogs.chooseTargetFolder',
  'transfers.snapshot',
  'transfers.items',
  'transfers.receipt',
  'transfers.verify',
  'transfers.saveReceipt',
  'transfers.upload',
  'transfers.download',
  'transfers.start',
  'transfers.pause',
  'transfers.pauseAll',
  'transfers.resume',
  'transfers.resumeAll',
  'transfers.move',
  'transfers.cancel',
  'transfers.retry',
  'transfers.decide',
  'transfers.remove',
  'transfers.reveal',
  'config.read',
  'config.apply',
  'config.undo',
] as const satisfies readonly CallName[]

/** Compiles only while the white-list names every call. */
type Missing = Exclude<CallName, (typeof callNames)[number]>
const complete: [Missing] extends [never] ? true : Missing = true
void complete

/** Every message that the main process sends by itself. */
export interface Pushes {
  'transfers.changed': TransfersSnapshot
  'catalog.changed': ViewStatus
  /** The catalog started anew: every view that was open is unknown to it. */
  'catalog.restarted': null
  'accounts.changed': readonly Account[]
  'settings.changed': Settings
  /** The named bucket's content changed through us (upload, delete): views of it are stale. */
  'objects.changed': {
    readonly accountId: string
    readonly bucket: string
    readonly prefixes: readonly string[]
  }
}
export type PushName = keyof Pushes
export const pushNames = [
  'transfers.changed',
  'catalog.changed',
  'catalog.restarted',
  'accounts.changed',
  'settings.changed',
  'objects.changed',
] as const satisfies readonly PushName[]

/**
 * Used by the preload alone, not by the page: it names local files. The page holds `File` objects
 * (dropped or pasted by the person) and gets grants for them, so a page that was taken over cannot
 * name a path.
 */
export const grantPathsChannel = 'grants.register'

/** Permission to read (upload) or fill (download) one local path; the page sees the label only. */
export interface Grant {
  readonly id: string
  /** The last segment of the path. */
  readonly name: string
  /** The whole path, for display. */
  readonly label: string
  readonly kind: 'file' | 'folder'
}

export interface AppInfo {
  readonly version: string
  readonly platform: string
  /** BCP 47 tag of the system's language. */
  readonly locale: string
  /** Runtime versions for the About box: electron, chrome, node. */
  readonly versions: Readonly<Record<string, string>>
  /** What has to be said about this start, to be told once. */
  readonly notices: readonly StartNotice[]
}

/** A damaged file was moved aside, never deleted; the app starts without what was in it. */
export interface StartNotice {
  readonly lost: 'transfers' | 'accounts' | 'settings'
  /** Where the file is now. */
  readonly keptAs: string
}

/** `reason`: why secrets cannot be kept encrypted here; null when they can. */
export interface VaultInfo {
  readonly available: boolean
  readonly backend: string
  readonly reason: 'no-keychain' | 'plain-text-backend' | null
}

export interface KeysPage {
  readonly keys: readonly string[]
  readonly prefixes: readonly string[]
}
