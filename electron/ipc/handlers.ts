import type { AppInfo, CallInput, Grant } from '../../shared/ipc/contract.ts'
import type { Handlers } from './answer.ts'
import type {
  AccountsService,
  BucketConfigService,
  BucketsService,
  CatalogService,
  GrantsService,
  SettingsService,
  TransfersService,
} from './services.ts'

/** What only the desktop can do; `electron/app` implements it. */
export interface DesktopPort {
  info(): AppInfo
  openLink(link: string): Promise<undefined>
  pageShown(): void
  chooseFiles(): Promise<readonly string[]>
  chooseUploadFolders(): Promise<readonly string[]>
  chooseTargetFolder(): Promise<string | null>
  /** null = the person changed their mind. Replacing a file is asked by the chooser. */
  chooseSaveFile(name: string): Promise<string | null>
  reveal(folder: string): Promise<unknown>
}

export interface Services {
  readonly desktop: DesktopPort
  readonly settings: SettingsService
  readonly accounts: AccountsService
  readonly buckets: BucketsService
  readonly catalog: CatalogService
  readonly transfers: TransfersService
  readonly config: BucketConfigService
  readonly grants: GrantsService
}

/** Each call, delegated. Grants become paths here and nowhere else. */
export function createHandlers(services: Services): Handlers {
  const { accounts, buckets, catalog, config, desktop, grants, settings, transfers } = services
  return {
    'app.info': () => desktop.info(),
    'app.openExternal': ({ link }) => desktop.openLink(link),
    'app.shown': () => void desktop.pageShown(),
    'settings.get': () => settings.get(),
    'settings.update': (patch) => settings.update(patch),

    'accounts.list': () => accounts.list(),
    'accounts.vault': () => accounts.vault(),
    'accounts.add': (draft) => accounts.add(draft),
    'accounts.updateCredentials': ({ accountId, credentials, keep }) =>
      accounts.updateCredentials(accountId, credentials, keep),
    'accounts.remove': ({ accountId }) => done(accounts.remove(accountId)),

    'buckets.list': ({ accountId }) => buckets.list(accountId),
    'buckets.create': (input) => buckets.create(input),
    'buckets.delete': ({ accountId, bucket }) => done(buckets.delete(accountId, bucket)),

    'catalog.open': ({ accountId, bucket, prefix }) => catalog.open(accountId, bucket, prefix),
    'catalog.refresh': ({ viewId }) => catalog.refresh(viewId),
    'catalog.window': (window) => catalog.window(window),
    'catalog.keysOf': (window) => catalog.keysOf(window),
    'catalog.close': ({ viewId }) => done(catalog.close(viewId)),

    'objects.createFolder': (input) => done(buckets.createFolder(input)),
    'objects.count': ({ accountId, bucket, ...rest }) => catalog.count(accountId, bucket, rest),

    'dialogs.chooseFiles': async () => grants.register(await desktop.chooseFiles()),
    'dialogs.chooseUploadFolder': async () => grants.register(await desktop.chooseUploadFolders()),
    'dialogs.chooseTargetFolder': () => chooseTarget(desktop, grants),

    'transfers.snapshot': () => transfers.snapshot(),
    'transfers.items': (window) => transfers.items(window),
    'transfers.receipt': ({ transferId }) => transfers.receipt(transferId),
    'transfers.verify': ({ transferId }) => transfers.verify(transferId),
    'transfers.saveReceipt': (input) => saveReceipt(transfers, desktop, input),
    'transfers.upload': ({ grantIds, ...rest }) =>
      transfers.add({ kind: 'upload', ...rest, paths: grantIds.map((id) => grants.path(id)) }),
    'transfers.download': ({ grantId, ...rest }) =>
      transfers.add({ kind: 'download', ...rest, folder: grants.path(grantId) }),
    'transfers.start': (spec) => transfers.add(spec),
    'transfers.pause': ({ transferId, until }) => done(transfers.pause(transferId, until)),
    'transfers.pauseAll': ({ until }) => done(transfers.pauseAll(until)),
    'transfers.resume': ({ transferId }) => done(transfers.resume(transferId)),
    'transfers.resumeAll': () => done(transfers.resumeAll()),
    'transfers.move': ({ transferId, before }) => done(transfers.move(transferId, before)),
    'transfers.cancel': ({ transferId }) => done(transfers.cancel(transferId)),
    'transfers.retry': ({ transferId }) => done(transfers.retry(transferId)),
    'transfers.decide': (decision) => done(transfers.decide(decision)),
    'transfers.remove': ({ transferId }) => done(transfers.remove(transferId)),
    'transfers.reveal': ({ transferId }) => revealFolderOf(transfers, desktop, transferId),

    'config.read': (target) => config.read(target),
    'config.apply': (change) => config.apply(change),
    'config.undo': (target) => config.undo(target),
  }
}

async function done(work: Promise<void>): Promise<undefined> {
  await work
  return undefined
}

async function chooseTarget(desktop: DesktopPort, grants: GrantsService): Promise<Grant | null> {
  const folder = await desktop.chooseTargetFolder()
  return folder === null ? null : ((await grants.register([folder]))[0] ?? null)
}

/** The page names the file, the person its place; answers where it is, or null. */
async function saveReceipt(
  transfers: TransfersService,
  desktop: DesktopPort,
  { transferId, fileName, locale }: CallInput<'transfers.saveReceipt'>,
): Promise<string | null> {
  const path = await desktop.chooseSaveFile(fileName)
  if (path !== null) await transfers.exportReceipt(transferId, path, locale)
  return path
}

async function revealFolderOf(
  transfers: TransfersService,
  desktop: DesktopPort,
  transferId: string,
): Promise<undefined> {
  const folder = await transfers.folderOf(transferId)
  if (folder !== null) await desktop.reveal(folder)
  return undefined
}
