import type { Locator, Page } from 'playwright'
import { en } from '../../../shared/i18n/en.ts'
import { defaultIdentity, type OssServer } from '../../oss-server/server.ts'

const words = en.accounts

interface CredentialsInput {
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly securityToken?: string
}

export interface SignInInput extends CredentialsInput {
  /** Address with scheme and port. */
  readonly host: string
  readonly region: string
  readonly preset?: string
}

/** The form of the first run. */
export class SignInPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get heading(): Locator {
    return this.#page.getByRole('heading', { name: words.welcome })
  }
  field(label: string): Locator {
    return this.#page.getByRole('textbox', { name: label, exact: true })
  }

  /** What an account that is there already asks for again. */
  async fillCredentials(input: CredentialsInput): Promise<void> {
    if (input.securityToken !== undefined) await this.#choose(words.sts)
    await this.field(words.accessKeyId).fill(input.accessKeyId)
    await this.field(words.accessKeySecret).fill(input.accessKeySecret)
    if (input.securityToken !== undefined) {
      await this.field(words.securityToken).fill(input.securityToken)
    }
  }

  async fill(input: SignInInput): Promise<void> {
    await this.fillCredentials(input)
    await this.#choose(words.byHost)
    await this.field(words.host).fill(input.host)
    await this.field(words.hostRegion).fill(input.region)
    if (input.preset !== undefined) {
      const preset = this.field(words.preset)
      if (!(await preset.isVisible())) {
        await this.#page.getByRole('button', { name: words.more }).click()
      }
      await preset.fill(input.preset)
    }
  }

  /** Where no keychain is, the person has to agree that the secret is not kept. */
  async fillWithoutKeychain(input: SignInInput): Promise<void> {
    await this.fill(input)
    await this.#page.getByText(words.agreeSession, { exact: true }).click()
  }

  async submit(): Promise<void> {
    await this.#page.getByRole('button', { name: words.signIn, exact: true }).click()
  }

  async signIn(input: SignInInput): Promise<void> {
    await this.fill(input)
    await this.submit()
  }

  async #choose(title: string): Promise<void> {
    const radio = this.#page.getByRole('radio', { name: new RegExp(`^${escaped(title)}`) })
    await radio.check({ force: true })
  }
}

export function goodInput(server: OssServer): SignInInput {
  const { accessKeyId, accessKeySecret } = defaultIdentity
  return { accessKeyId, accessKeySecret, host: server.url, region: server.region }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
