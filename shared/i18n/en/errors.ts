import { features } from './errors/features.ts'
import { local } from './errors/local.ts'
import { objects } from './errors/objects.ts'
import { service } from './errors/service.ts'

/** What happened, why as far as known, what to do. */
export interface ErrorText {
  readonly what: string
  readonly why: string | null
  readonly todo: string | null
}

/** What a text can name; unknown facts have a word of their own in `unknown`. */
export type Facts = Readonly<Record<'host' | 'bucket' | 'endpoint' | 'region' | 'path', string>>

export const errors = {
  unknown: {
    host: 'The server',
    bucket: 'The bucket',
    endpoint: 'another one',
    region: 'the chosen one',
    path: 'The file',
  },
  byCode: { ...service, ...features, ...local, ...objects },
  byClass: {
    absent: {
      what: 'This is not there any more.',
      why: 'It was deleted or renamed meanwhile.',
      todo: 'Refresh.',
    },
    auth: {
      what: 'The service does not allow this.',
      why: 'This key has no permission for it, or cannot be used here.',
      todo: 'Ask the owner of the bucket for permission.',
    },
    throttled: {
      what: 'The service is busy.',
      why: 'Too many requests arrived at the same time.',
      todo: 'Try again in a moment.',
    },
    retry: {
      what: 'The service could not answer.',
      why: 'It has a passing fault.',
      todo: 'Try again in a moment.',
    },
    conflict: {
      what: 'This is not possible in the present state.',
      why: 'Something with the same name or another setting is in the way.',
      todo: 'Refresh and look at the current state.',
    },
    fatal: {
      what: 'The service refused the request.',
      why: 'It does not accept one of the values.',
      todo: 'Check what was entered. The details below say more.',
    },
  },
  special: {
    wrongRegion: (f: Facts) => ({
      what: `${f.bucket} is in another region.`,
      why: `Its address is ${f.endpoint}.`,
      todo: 'Choose that region or address for this account.',
    }),
    wrongSigningRegion: (f: Facts) => ({
      what: 'The region is not right.',
      why: `The address belongs to another region than ${f.region}.`,
      todo: 'Choose the region in which the bucket is.',
    }),
    listDenied: {
      what: 'This key may not list buckets.',
      why: 'The key is right, but it has permission for certain places only.',
      todo: 'Enter the place under “More options”, as oss://bucket/folder/.',
    },
  },
}
