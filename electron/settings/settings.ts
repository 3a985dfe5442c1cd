import { type Settings, type SettingsPatch, settingsSchema } from '../../shared/settings.ts'
import { JsonFile } from '../db/json-file.ts'

export interface SettingsOptions {
  /** Absolute path of the settings file; its folder exists. */
  readonly path: string
  readonly now: () => number
  /** The file could not be understood and was moved to this path. Tell the person. */
  readonly onUnreadable?: (keptAs: string) => void
}

/** The settings of this computer, in memory; every change is on disk before it is announced. */
export class SettingsStore {
  readonly #file: JsonFile<Settings>
  readonly #listeners = new Set<(settings: Settings) => void>()
  #settings: Settings
  #last: Promise<unknown> = Promise.resolve()

  private constructor(file: JsonFile<Settings>, settings: Settings) {
    this.#file = file
    this.#settings = settings
  }

  /** A file that cannot be understood is moved aside and the defaults are used. */
  static async open(options: SettingsOptions): Promise<SettingsStore> {
    const parse = (json: unknown): Settings => settingsSchema.parse(json)
    const file = new JsonFile<Settings>({ ...options, parse })
    return new SettingsStore(file, (await file.read()) ?? settingsSchema.parse({}))
  }

  get(): Settings {
    return this.#settings
  }

  /** Answers all settings after the change. What cannot be stored is not taken over either. */
  update(patch: SettingsPatch): Promise<Settings> {
    const update = this.#last.then(() => this.#apply(patch))
    this.#last = update.catch(() => undefined)
    return update
  }

  /** Answers the function that ends the subscription. */
  onChanged(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async #apply(patch: SettingsPatch): Promise<Settings> {
    const named = Object.entries(patch).filter(([, value]) => value !== undefined)
    const next = settingsSchema.parse({ ...this.#settings, ...Object.fromEntries(named) })
    await this.#file.write(next)
    this.#settings = next
    for (const listener of this.#listeners) listener(next)
    return next
  }
}
