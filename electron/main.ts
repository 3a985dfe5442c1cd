import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { app } from 'electron'
import type { Pushes } from '../shared/ipc/contract.ts'
import { isBusy } from '../shared/transfer/view.ts'
import { AccountsStore } from './accounts/accounts.ts'
import { LocalSessions } from './accounts/local-sessions.ts'
import { type ClientParts, createVerify } from './accounts/verify.ts'
import { Computer } from './app/computer.ts'
import { createDesktop } from './app/desktop.ts'
import { failToStart, quitWithLastWindow, stopBeforeQuit } from './app/lifecycle.ts'
import { setMenu } from './app/menu.ts'
import { type AppPaths, applyUserDataSwitch, appPaths } from './app/paths.ts'
import { pageUrl, registerAppScheme, serveApp } from './app/protocol.ts'
import { guardApp, guardSession } from './app/security.ts'
import { claimSingleInstance } from './app/single-instance.ts'
import { armSmokeRun } from './app/smoke.ts'
import { createSystemVault } from './app/vault.ts'
import { MainWindow } from './app/window.ts'
import { createBucketConfigService } from './bucket-config/service.ts'
import { createUndoFile } from './bucket-config/undo-file.ts'
import { Buckets } from './buckets/buckets.ts'
import { startCatalog } from './catalog/start.ts'
import { createGrants } from './ipc/grants.ts'
import { createHandlers } from './ipc/handlers.ts'
import { createPush } from './ipc/push.ts'
import { serve } from './ipc/serve.ts'
import { createStartNotices, type StartNotices } from './ipc/start-notices.ts'
import { createFileLog, type Log } from './log.ts'
import { createOssClient } from './oss/client.ts'
import { createUndiciTransport } from './oss/transport-undici.ts'
import { SettingsStore } from './settings/settings.ts'
import { startTransfers } from './transfer/start.ts'

applyUserDataSwitch()
registerAppScheme()
guardApp()
const pageShown = armSmokeRun()
const paths = appPaths(import.meta.url)
const { preload, windowFile: stateFile } = paths
const window = new MainWindow({ preload, stateFile, title: 'OSS Desk' })
if (claimSingleInstance(() => window.comeForward())) {
  // Not awaited here: Electron becomes ready only after this module has been evaluated.
  run().catch(failToStart)
} else {
  app.quit()
}

async function run(): Promise<void> {
  await app.whenReady()
  mkdirSync(paths.userData, { recursive: true })
  const log = createFileLog(paths.logFile, Date.now)
  log.event('start', { version: app.getVersion(), platform: process.platform })
  guardSession()
  serveApp(paths.rendererDir)
  await startServices(paths, log)
  quitWithLastWindow(() => window.open())
  window.open()
}

/** Everything that needs no thread of its own; the secrets are in here. */
async function openAccounts(at: AppPaths, notices: StartNotices) {
  const { transport, close } = createUndiciTransport()
  const userAgent = `oss-desk/${app.getVersion()}`
  const parts: ClientParts = {
    createClient: createOssClient,
    transport,
    now: Date.now,
    random: Math.random,
    sleep: async (ms, signal) => await delay(ms, undefined, { signal }),
    userAgent,
  }
  const accounts = await AccountsStore.open({
    path: at.accountsFile,
    onUnreadable: notices.of('accounts'),
    vault: createSystemVault(),
    now: Date.now,
    newId: randomUUID,
    verify: createVerify(parts),
  })
  return { accounts, sessions: new LocalSessions(accounts, parts), userAgent, close }
}

async function startServices(at: AppPaths, log: Log): Promise<void> {
  const announce = createPush(() => window.current?.webContents ?? null)
  const notices = createStartNotices(log)
  const settingsFile = { path: at.settingsFile, onUnreadable: notices.of('settings') }
  const settings = await SettingsStore.open({ ...settingsFile, now: Date.now })
  const { accounts, sessions, userAgent, close } = await openAccounts(at, notices)
  const catalog = startCatalog({
    workerUrl: at.catalogWorker,
    dbPath: at.catalogDb,
    signing: sessions,
    userAgent,
    onCrash: (error) => log.defect('catalog', error),
    onRestart: () => announce('catalog.restarted', null),
  })
  const objectsChanged = (changed: Pushes['objects.changed']): void => {
    catalog.objectsChanged(changed)
    announce('objects.changed', changed)
  }
  const computer = new Computer(settings.get())
  const transfers = await startTransfers({
    workerUrl: at.transferWorker,
    dataPlaneUrl: at.dataPlaneWorker,
    dbPath: at.queueDb,
    signing: sessions,
    choices: settings.get(),
    onSnapshot: (snapshot) => {
      computer.setBusy(isBusy(snapshot))
      announce('transfers.changed', snapshot)
    },
    onObjectsChanged: objectsChanged,
    onCrash: (error) => log.defect('transfers', error),
  })
  notices.of('transfers')(transfers.movedAside)
  computer.onSleep(transfers, (error) => log.defect('sleep', error))
  accounts.onChanged((list) => announce('accounts.changed', list))
  accounts.onCredentialsChanged((accountId) => {
    transfers.credentialsChanged(accountId).catch((error) => log.defect('credentials', error))
  })
  accounts.onRemoved((accountId) => catalog.forgetAccount(accountId))
  catalog.onChanged((status) => announce('catalog.changed', status))
  setMenu(settings.get().language)
  settings.onChanged((changed) => {
    setMenu(changed.language)
    computer.follow(changed)
    announce('settings.changed', changed)
    transfers.setChoices(changed).catch((error) => log.defect('choices', error))
  })
  const grants = createGrants(randomUUID)
  const handlers = createHandlers({
    desktop: createDesktop({ window: () => window.current, notices: notices.list, pageShown }),
    settings,
    accounts,
    grants,
    buckets: new Buckets({
      sessions,
      presetOf: (accountId) => accounts.record(accountId).preset,
      onObjectsChanged: objectsChanged,
    }),
    catalog: catalog.service,
    transfers: transfers.service,
    config: createBucketConfigService({
      sessions,
      undo: createUndoFile(at.configUndoFile),
      now: Date.now,
    }),
  })
  serve({ handlers, grants, log, pageUrl })
  stopBeforeQuit(async () => {
    await Promise.allSettled([transfers.stop(), catalog.stop(), close()])
    log.event('stop')
  })
}
