import type { Account, AccountDraft, Credentials, Keep } from '../../shared/accounts.ts'
import type { SectionChange, SectionState, SectionTarget } from '../../shared/bucket-config.ts'
import type { SelectionCount, ViewStatus, Window, WindowPage } from '../../shared/catalog.ts'
import type { Locale } from '../../shared/i18n/format.ts'
import type { CallInput, Grant, KeysPage, VaultInfo } from '../../shared/ipc/contract.ts'
import type { BucketSummary, Selection } from '../../shared/objects.ts'
import type { Settings, SettingsPatch } from '../../shared/settings.ts'
import type { TransferSpec } from '../../shared/transfer/kinds.ts'
import type { Receipt } from '../../shared/transfer/receipt.ts'
import type {
  Decision,
  ItemPage,
  ItemWindow,
  TransfersSnapshot,
} from '../../shared/transfer/view.ts'

/**
 * The services as the IPC layer sees them. Each is implemented in its own folder and knows nothing
 * of Electron; `main.ts` builds them. Whether one lives in the main thread or behind a worker's port
 * is not visible here. All throw `FailureError`s only.
 */
export interface AccountsService {
  list(): readonly Account[]
  vault(): VaultInfo
  /** Tries the credentials against the service first; nothing is kept when they do not work. */
  add(draft: AccountDraft): Promise<Account>
  updateCredentials(accountId: string, credentials: Credentials, keep: Keep): Promise<Account>
  remove(accountId: string): Promise<void>
}

export interface BucketsService {
  list(accountId: string): Promise<readonly BucketSummary[]>
  create(input: CallInput<'buckets.create'>): Promise<BucketSummary>
  delete(accountId: string, bucket: string): Promise<void>
  /** A zero-byte object whose key ends in `/`; never overwrites. */
  createFolder(input: CallInput<'objects.createFolder'>): Promise<void>
}

export interface CatalogService {
  /** Answers after the first page, or from what is stored; the rest arrives by `catalog.changed`. */
  open(accountId: string, bucket: string, prefix: string): Promise<ViewStatus>
  refresh(viewId: string): Promise<ViewStatus>
  window(window: Window): Promise<WindowPage>
  keysOf(window: Window): Promise<KeysPage>
  close(viewId: string): Promise<void>
  count(accountId: string, bucket: string, selection: Selection): Promise<SelectionCount>
}

export interface TransfersService {
  snapshot(): Promise<TransfersSnapshot>
  items(window: ItemWindow): Promise<ItemPage>
  receipt(transferId: string): Promise<Receipt>
  /** Compares what arrived with what is there now, as a transfer of its own. */
  verify(transferId: string): Promise<{ readonly transferId: string }>
  /** Writes it as CSV; what is at `path` is replaced in one step. Throws `local.*`. */
  exportReceipt(transferId: string, path: string, locale: Locale): Promise<void>
  add(spec: TransferSpec): Promise<{ readonly transferId: string }>
  /** `until`: ISO 8601, when it goes on by itself; without it, when somebody continues it. */
  pause(transferId: string, until?: string | null): Promise<void>
  pauseAll(until: string | null): Promise<void>
  resume(transferId: string): Promise<void>
  resumeAll(): Promise<void>
  /** Puts it before another transfer; null = behind all that are not over. */
  move(transferId: string, before: string | null): Promise<void>
  cancel(transferId: string): Promise<void>
  retry(transferId: string): Promise<void>
  decide(decision: Decision): Promise<void>
  remove(transferId: string): Promise<void>
  /** Local folder of a download; null for other kinds. */
  folderOf(transferId: string): Promise<string | null>
}

export interface BucketConfigService {
  read(target: SectionTarget): Promise<SectionState>
  apply(change: SectionChange): Promise<SectionState>
  undo(target: SectionTarget): Promise<SectionState>
}

export interface SettingsService {
  get(): Settings
  update(patch: SettingsPatch): Promise<Settings>
}

/** Local paths that the person chose or dropped; forgotten when the app quits. */
export interface GrantsService {
  register(paths: readonly string[]): Promise<readonly Grant[]>
  /** Absolute path; throws `grant.unknown`. */
  path(grantId: string): string
}
