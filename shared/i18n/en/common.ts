export const common = {
  appName: 'OSS Desk',
  dates: {
    today: (time: string) => `Today ${time}`,
    yesterday: (time: string) => `Yesterday ${time}`,
  },
  actions: {
    back: 'Back',
    cancel: 'Cancel',
    close: 'Close',
    copy: 'Copy',
    copied: 'Copied',
    dismiss: 'Dismiss',
    done: 'Done',
    retry: 'Try again',
    show: 'Show',
    hide: 'Hide',
  },
  loading: 'Loading',
  none: '—',
  details: {
    title: 'Details',
    code: 'Code',
    status: 'HTTP status',
    ec: 'EC',
    requestId: 'Request id',
    message: 'Message',
    host: 'Host',
  },
  /** What to say when a file of the app could not be read; `file`: where it was kept. */
  startNotices: {
    title: 'A file of the app was damaged',
    transfers: (file: string) =>
      `The list of transfers could not be read and starts empty. Nothing was deleted: the old list is kept as ${file}.`,
    accounts: (file: string) =>
      `The accounts could not be read: sign in again. Nothing was deleted: the old file is kept as ${file}.`,
    settings: (file: string) =>
      `The preferences could not be read and are back to their defaults. The old file is kept as ${file}.`,
  },
  offline: 'No connection. Transfers wait and go on by themselves.',
}
