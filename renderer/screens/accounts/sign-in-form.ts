import type { AccountDraft, Credentials, EndpointChoice, Keep } from '../../../shared/accounts.ts'
import type { Messages } from '../../../shared/i18n/en.ts'
import { parseEndpoint, parseOssUrl } from '../../../shared/oss/address.ts'

/** What the person typed, as it stands. Lives in the form only, never in a store. */
export interface SignInValues {
  readonly kind: Credentials['kind']
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly securityToken: string
  readonly place: 'region' | 'host'
  readonly region: string | null
  readonly host: string
  readonly hostRegion: string
  readonly cname: boolean
  readonly name: string
  readonly preset: string
  readonly keep: Keep
  /** Said yes to keeping the secret for this session only, where nothing else is possible. */
  readonly agreedSession: boolean
}

export const emptySignIn: SignInValues = {
  kind: 'access-key',
  accessKeyId: '',
  accessKeySecret: '',
  securityToken: '',
  place: 'region',
  region: null,
  host: '',
  hostRegion: '',
  cname: false,
  name: '',
  preset: '',
  keep: 'keychain',
  agreedSession: false,
}

type Check = keyof Messages['accounts']['check']
export type SignInProblems = Partial<Record<keyof SignInValues, Check>>

/** What can be seen to be wrong before anything is sent. */
export function signInProblems(values: SignInValues, vaultAvailable: boolean): SignInProblems {
  const placeProblems =
    values.place === 'region'
      ? values.region === null
        ? ({ region: 'region' } as const)
        : {}
      : hostProblems(values)
  return {
    ...credentialProblems(values, vaultAvailable),
    ...placeProblems,
    ...presetProblems(values),
  }
}

/** For signing in again: the place is known. */
export function credentialProblems(values: SignInValues, vaultAvailable: boolean): SignInProblems {
  const problems: { -readonly [Name in keyof SignInProblems]: Check } = {}
  const id = values.accessKeyId.trim()
  if (id === '') problems.accessKeyId = 'accessKeyId'
  else if (!/^[\w.-]+$/.test(id)) problems.accessKeyId = 'accessKeyIdShape'
  else if (values.kind === 'access-key' && id.startsWith('STS.')) {
    problems.accessKeyId = 'stsKeyAsAccessKey'
  }
  const secret = values.accessKeySecret.trim()
  if (secret === '') problems.accessKeySecret = 'accessKeySecret'
  else if (/\s/.test(secret)) problems.accessKeySecret = 'blanks'
  if (values.kind === 'sts') {
    const token = values.securityToken.trim()
    if (token === '') problems.securityToken = 'securityToken'
    else if (/\s/.test(token)) problems.securityToken = 'blanks'
  }
  if (!vaultAvailable && !values.agreedSession) problems.agreedSession = 'agreeSessionMissing'
  return problems
}

function hostProblems(values: SignInValues): SignInProblems {
  if (values.host.trim() === '') return { host: 'host' }
  if (!accepts(() => parseEndpoint({ ...customEndpoint(values), region: null }))) {
    return { host: 'hostShape' }
  }
  if (!accepts(() => parseEndpoint(customEndpoint(values)))) return { hostRegion: 'regionShape' }
  // Requests are signed for a region: where the address does not tell it, the person has to.
  return parseEndpoint(customEndpoint(values)).region === null ? { hostRegion: 'hostRegion' } : {}
}

function presetProblems({ place, cname, preset }: SignInValues): SignInProblems {
  if (preset.trim() === '') return place === 'host' && cname ? { preset: 'presetForCname' } : {}
  return accepts(() => parseOssUrl(preset)) ? {} : { preset: 'presetShape' }
}

function accepts(parse: () => unknown): boolean {
  try {
    parse()
    return true
  } catch {
    return false
  }
}

function customEndpoint(values: SignInValues): EndpointChoice & { kind: 'custom' } {
  const region = values.hostRegion.trim()
  return {
    kind: 'custom',
    host: values.host.trim(),
    region: region === '' ? null : region,
    cname: values.cname,
  }
}

export function credentialsOf(values: SignInValues): Credentials {
  const pair = {
    accessKeyId: values.accessKeyId.trim(),
    accessKeySecret: values.accessKeySecret.trim(),
  }
  return values.kind === 'sts'
    ? { kind: 'sts', ...pair, securityToken: values.securityToken.trim() }
    : { kind: 'access-key', ...pair }
}

export function keepOf(values: SignInValues, vaultAvailable: boolean): Keep {
  return vaultAvailable ? values.keep : 'session'
}

/** Only for values without problems. */
export function draftOf(values: SignInValues, vaultAvailable: boolean): AccountDraft {
  const preset = values.preset.trim()
  return {
    name: values.name.trim(),
    endpoint:
      values.place === 'region'
        ? { kind: 'region', region: values.region ?? '' }
        : customEndpoint(values),
    credentials: credentialsOf(values),
    preset: preset === '' ? null : preset,
    keep: keepOf(values, vaultAvailable),
  }
}
