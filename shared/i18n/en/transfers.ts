import { plural } from '../plural.ts'

/** `text` is `count` formatted for the locale. */
export const transfers = {
  title: 'Transfers',
  show: 'Show transfers',
  hide: 'Hide transfers',
  resize: 'Height of the transfers',
  empty: 'Nothing is being transferred. Files that you drop on a folder show up here.',
  onlyNewest: (shown: string, total: string) => `The newest ${shown} of ${total} transfers`,
  separator: ' · ',
  summary: {
    idle: 'No transfers',
    finished: 'Transfers finished',
    active: (count: number, text: string) => plural(count, `${text} transfer`, `${text} transfers`),
    attention: (count: number, text: string) =>
      plural(count, `${text} transfer needs you`, `${text} transfers need you`),
    offline: 'Waiting for the connection',
  },
  label: {
    more: (name: string, text: string) => `${name} and ${text} more`,
    to: (what: string, where: string) => `${what} → ${where}`,
    deleted: (what: string, where: string) => `Delete ${what} from ${where}`,
  },
  kinds: { upload: 'Upload', download: 'Download', delete: 'Deletion' },
  of: (done: string, total: string) => `${done} of ${total}`,
  perSecond: (size: string) => `${size}/s`,
  left: {
    seconds: (count: number, text: string) =>
      plural(count, `${text} second left`, `${text} seconds left`),
    minutes: (count: number, text: string) =>
      plural(count, `${text} minute left`, `${text} minutes left`),
    hours: (hours: string, minutes: string) => `${hours} h ${minutes} min left`,
    days: (count: number, text: string) =>
      plural(count, `more than ${text} day left`, `more than ${text} days left`),
  },
  states: {
    reading: 'Reading folders',
    waiting: 'Waiting for its turn',
    running: { upload: 'Uploading', download: 'Downloading', delete: 'Deleting' },
    pausing: 'Pausing: what is on its way may arrive',
    paused: 'Paused',
    'waiting-for-network': 'Waiting for the connection',
    'needs-attention': 'Needs your answer',
    done: 'Done',
    failed: 'Not complete',
    cancelled: 'Cancelled',
  },
  counts: {
    files: (count: number, text: string) => plural(count, `${text} file`, `${text} files`),
    skipped: (text: string) => `${text} skipped`,
    failed: (text: string) => `${text} failed`,
    attention: (text: string) => `${text} waiting for you`,
  },
  actions: {
    pause: (name: string) => `Pause ${name}`,
    resume: (name: string) => `Continue ${name}`,
    cancel: (name: string) => `Cancel ${name}`,
    retry: (name: string) => `Try ${name} again`,
    remove: (name: string) => `Remove ${name} from the list`,
    reveal: (name: string) => `Show the folder of ${name}`,
    showItems: (name: string) => `Show the files of ${name}`,
    hideItems: (name: string) => `Hide the files of ${name}`,
    retryNow: 'Try again',
    signIn: 'Sign in again',
    skipThese: 'Leave these out',
  },
  conflict: {
    question: (count: number, text: string, where: string) =>
      plural(
        count,
        `${text} file already exists in ${where}. What should happen with it?`,
        `${text} files already exist in ${where}. What should happen with them?`,
      ),
    answers: 'What to do with files that already exist',
    skip: 'Skip',
    replace: 'Replace',
    keepBoth: 'Keep both',
    skipHelp: 'The existing files stay as they are.',
    replaceHelp: 'The existing files are overwritten.',
    keepBothHelp: 'The new files get a number in their names.',
    one: (name: string) => `${name} already exists`,
  },
  attention: {
    credentials: {
      what: 'The account was not accepted any more.',
      todo: 'Its key or token has expired or was changed. The transfer goes on after signing in.',
    },
    denied: {
      what: 'Access is refused.',
      todo: 'The account or this computer may not do this here. Get the permission, then try again.',
    },
    'disk-full': {
      what: 'The disk is full.',
      todo: 'Free some space, then try again. What has arrived is kept.',
    },
    'source-changed': {
      what: 'Files changed while they were being sent.',
      todo: 'Try again to send them as they are now.',
    },
    'source-missing': {
      what: 'Files to send are not there any more.',
      todo: 'Put them back and try again, or leave them out.',
    },
    'target-missing': {
      what: 'The target folder is not there any more.',
      todo: 'Put it back or connect the disk, then try again.',
    },
    'unsafe-name': {
      what: 'Some names cannot be used for files on this computer.',
      todo: 'These files stay in the bucket. Leave them out to finish the rest.',
    },
  },
  items: {
    label: (name: string) => `Files of ${name}`,
    show: 'Show',
    filters: {
      all: 'All files',
      unfinished: 'Not finished',
      attention: 'Waiting for you',
      failed: 'Failed',
      done: 'Done',
    },
    none: 'No files here.',
    states: {
      waiting: 'Waiting',
      running: 'Moving',
      'waiting-for-network': 'Waiting for the connection',
      'needs-attention': 'Needs your answer',
      done: 'Done',
      skipped: 'Skipped',
      failed: 'Failed',
      cancelled: 'Cancelled',
    },
    reasons: {
      conflict: 'Already exists',
      credentials: 'Account not accepted',
      denied: 'Access refused',
      'disk-full': 'Disk full',
      'source-changed': 'Changed meanwhile',
      'source-missing': 'Not there any more',
      'target-missing': 'Target folder missing',
      'unsafe-name': 'Name cannot be used here',
    },
  },
  cancelQuestion: {
    title: (name: string) => `Cancel the transfer of ${name}?`,
    text: 'Files that have arrived stay. Files that are half way start again from the beginning if you send them later.',
    confirm: 'Cancel the transfer',
    keep: 'Keep it going',
  },
}
