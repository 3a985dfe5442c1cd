import type { Account, AccountDraft, Credentials, Keep } from '../../shared/accounts.ts'
import type { VaultInfo } from '../../shared/ipc/contract.ts'
import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import { JsonFile } from '../db/json-file.ts'
import {
  type AccountRecord,
  type AccountsFile,
  accountOf,
  accountsFileSchema,
  requireVault,
  seal,
  unseal,
} from './records.ts'
import type { Vault } from './vault.ts'

export interface AccountsOptions {
  /** Absolute path of the accounts file; its folder exists. */
  readonly path: string
  /** The file could not be understood and was moved to this path. Tell the person. */
  readonly onUnreadable?: (keptAs: string) => void
  readonly vault: Vault
  readonly now: () => number
  readonly newId: () => string
  /** Tries the credentials against the service; throws the service's own failure. */
  readonly verify: (place: AccountPlace, credentials: Credentials) => Promise<void>
}

export type AccountPlace = Pick<AccountDraft, 'endpoint' | 'preset'>

/**
 * The accounts of this computer, and the only holder of their secrets. An account whose secret
 * cannot be had stays in the list as `locked`; nothing is deleted but by `remove`.
 */
export class AccountsStore {
  readonly #options: AccountsOptions
  readonly #file: JsonFile<AccountsFile>
  readonly #credentials = new Map<string, Credentials>()
  readonly #listeners = new Set<(accounts: readonly Account[]) => void>()
  readonly #credentialsListeners = new Set<(accountId: string) => void>()
  readonly #removedListeners = new Set<(accountId: string) => void>()
  #records: readonly AccountRecord[]
  #last: Promise<unknown> = Promise.resolve()

  private constructor(
    options: AccountsOptions,
    file: JsonFile<AccountsFile>,
    records: readonly AccountRecord[],
  ) {
    this.#options = options
    this.#file = file
    this.#records = records
    for (const record of records) {
      const credentials = unseal(options.vault, record)
      if (credentials) this.#credentials.set(record.id, credentials)
    }
  }

  static async open(options: AccountsOptions): Promise<AccountsStore> {
    const parse = (json: unknown): AccountsFile => accountsFileSchema.parse(json)
    const file = new JsonFile<AccountsFile>({ ...options, parse })
    return new AccountsStore(options, file, (await file.read())?.accounts ?? [])
  }

  list(): readonly Account[] {
    return this.#records.map((record) => this.#accountOf(record))
  }

  vault(): VaultInfo {
    return this.#options.vault.info()
  }

  /**
   * Nothing is kept when the credentials do not work. Adding the same key for the same place again
   * renews the account that is there, so its transfers go on.
   */
  async add(draft: AccountDraft): Promise<Account> {
    const { endpoint, preset, credentials, keep } = draft
    if (keep === 'keychain') requireVault(this.#options.vault)
    await this.#options.verify({ endpoint, preset }, credentials)
    return this.#change((records) => {
      const known = records.find((record) => isSame(record, draft))
      const name = draft.name || known?.name || credentials.accessKeyId
      const id = known?.id ?? this.#options.newId()
      return this.#keepRecord(records, { id, name, endpoint, preset }, credentials, keep)
    })
  }

  async updateCredentials(id: string, credentials: Credentials, keep: Keep): Promise<Account> {
    if (keep === 'keychain') requireVault(this.#options.vault)
    await this.#options.verify(this.record(id), credentials)
    return this.#change((records) =>
      // Looked up again: the account may have been removed while the service answered.
      this.#keepRecord(records, this.record(id), credentials, keep),
    )
  }

  async remove(id: string): Promise<void> {
    await this.#exclusively(async () => {
      const removed = this.record(id)
      await this.#store(this.#records.filter((record) => record !== removed))
      this.#credentials.delete(id)
      for (const listener of this.#removedListeners) listener(id)
      this.#announce()
    })
  }

  /** Throws `account.absent`. */
  record(id: string): AccountRecord {
    const record = this.#records.find((candidate) => candidate.id === id)
    if (record) return record
    throw new FailureError(localFailure('account.absent', `no account ${id}`, { accountId: id }))
  }

  /** Throws `account.absent`, or `client.credentials-missing` for a locked account. */
  credentials(id: string): Credentials {
    this.record(id)
    const credentials = this.#credentials.get(id)
    if (credentials) return credentials
    throw new FailureError(
      localFailure('client.credentials-missing', 'the account is locked', { accountId: id }),
    )
  }

  onChanged(listener: (accounts: readonly Account[]) => void): () => void {
    return subscribe(this.#listeners, listener)
  }

  /** Fires when an account got working credentials: what waited for them can go on. */
  onCredentialsChanged(listener: (accountId: string) => void): () => void {
    return subscribe(this.#credentialsListeners, listener)
  }

  onRemoved(listener: (accountId: string) => void): () => void {
    return subscribe(this.#removedListeners, listener)
  }

  #accountOf(record: AccountRecord): Account {
    return accountOf(record, this.#credentials.has(record.id) ? 'ready' : 'locked')
  }

  #keepRecord(
    records: readonly AccountRecord[],
    account: Pick<AccountRecord, 'id' | 'name' | 'endpoint' | 'preset'>,
    credentials: Credentials,
    keep: Keep,
  ): Change {
    const { id, name, endpoint, preset } = account
    const record: AccountRecord = {
      ...{ id, name, endpoint, preset, keep },
      credentialsKind: credentials.kind,
      accessKeyId: credentials.accessKeyId,
      sealed: keep === 'keychain' ? seal(this.#options.vault, credentials) : null,
    }
    const known = records.some((candidate) => candidate.id === id)
    const next = known
      ? records.map((candidate) => (candidate.id === id ? record : candidate))
      : [...records, record]
    return { next, record, credentials }
  }

  async #change(make: (records: readonly AccountRecord[]) => Change): Promise<Account> {
    return await this.#exclusively(async () => {
      const { next, record, credentials } = make(this.#records)
      await this.#store(next)
      this.#credentials.set(record.id, credentials)
      this.#announce()
      for (const listener of this.#credentialsListeners) listener(record.id)
      return this.#accountOf(record)
    })
  }

  /** Changes are made one after the other, each on the result of the one before. */
  #exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work)
    this.#last = result.catch(() => undefined)
    return result
  }

  async #store(records: readonly AccountRecord[]): Promise<void> {
    await this.#file.write({ version: 1, accounts: [...records] })
    this.#records = records
  }

  #announce(): void {
    const accounts = this.list()
    for (const listener of this.#listeners) listener(accounts)
  }
}

interface Change {
  readonly next: readonly AccountRecord[]
  readonly record: AccountRecord
  readonly credentials: Credentials
}

function isSame(record: AccountRecord, draft: AccountDraft): boolean {
  return (
    record.accessKeyId === draft.credentials.accessKeyId &&
    record.preset === draft.preset &&
    JSON.stringify(record.endpoint) === JSON.stringify(draft.endpoint)
  )
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
