import { plural } from '../plural.ts'

/** `text` is `count` formatted for the locale. */
export const receipt = {
  open: (name: string) => `Receipt of ${name}`,
  title: 'Receipt',
  back: 'Back to the files',
  gone: 'This transfer is not in the list any more.',
  headline: {
    arrived: (count: number, done: string, found: string) =>
      plural(count, `${done} of ${found} file arrived`, `${done} of ${found} files arrived`),
    deleted: (count: number, done: string, found: string) =>
      plural(
        count,
        `${done} of ${found} file was deleted`,
        `${done} of ${found} files were deleted`,
      ),
    changed: (count: number, done: string, found: string) =>
      plural(
        count,
        `${done} of ${found} file was changed`,
        `${done} of ${found} files were changed`,
      ),
    asked: (count: number, done: string, found: string) =>
      plural(
        count,
        `The restore of ${done} of ${found} file was asked for`,
        `The restore of ${done} of ${found} files was asked for`,
      ),
    skipped: (text: string) => `${text} skipped`,
    failed: (text: string) => `${text} failed`,
    cancelled: (text: string) => `${text} cancelled`,
    open: (text: string) => `${text} still to do`,
    separator: '; ',
  },
  sum: {
    label: 'What became of the files',
    found: 'Found',
    done: 'Done',
    skipped: 'Skipped',
    failed: 'Failed',
    cancelled: 'Cancelled',
    open: 'Still to do',
  },
  unread: (count: number, text: string) =>
    plural(
      count,
      `${text} folder could not be read. What is in it is not known and not part of this sum.`,
      `${text} folders could not be read. What is in them is not known and not part of this sum.`,
    ),
  took: (time: string) => `took ${time}`,
  time: {
    seconds: (text: string) => `${text} s`,
    minutes: (minutes: string, seconds: string) => `${minutes} min ${seconds} s`,
    hours: (hours: string, minutes: string) => `${hours} h ${minutes} min`,
  },
  retry: 'Try the failed ones again',
  show: 'Show',
  filters: {
    all: 'All files',
    done: 'Done',
    skipped: 'Skipped',
    failed: 'Failed',
    unfinished: 'Not finished',
  },
  files: (name: string) => `Receipt of the files of ${name}`,
  unreadFolder: 'Folder that could not be read',
  detailsOf: (name: string) => `Details of ${name}`,
  details: {
    state: 'Result',
    size: 'Size',
    sent: 'CRC64 of what was sent',
    received: 'CRC64 of what was received',
    source: 'CRC64 of the source',
    service: 'CRC64 as the service states it',
    same: (crc64: string) => `${crc64} (the same)`,
    unchecked: 'Not checked by the service',
    versionId: 'Version id',
    tries: 'Tries',
    settledAt: 'Finished',
    notKnown: 'Not known',
  },
}
