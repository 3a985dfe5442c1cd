export const acl = {
  title: 'Who can open it (ACL)',
  nav: 'Who can open it',
  intro: 'Who may open the files of this bucket when they know the address of a file.',
  label: 'Who can open the files of this bucket',
  choice: {
    private: 'Only people with a key',
    'public-read': 'Anyone can open files',
    'public-read-write': 'Anyone can open, add and delete files',
  },
  explain: {
    private: 'Nobody can open a file without an AccessKey or a share link. Right for most buckets.',
    'public-read':
      'Anyone who knows the address of a file can open it without signing in. For pictures and downloads of a public website.',
    'public-read-write':
      'Strangers can also upload, replace and delete files, and you pay for it. Almost never right.',
  },
  badge: { private: 'Private', 'public-read': 'Public', 'public-read-write': 'Public, writable' },
  sentence: {
    private: 'Only people with a key or a share link can open the files of this bucket.',
    'public-read': 'Anyone on the internet can open the files of this bucket.',
    'public-read-write':
      'Anyone on the internet can open, add, replace and delete files in this bucket.',
  },
  unknown: (value: string) =>
    `The bucket has a permission that this application does not know: ${value}.`,
  risk: {
    publicRead: 'Anyone on the internet will be able to open these files.',
    publicReadWrite:
      'Anyone on the internet will be able to open, replace and delete these files and to add their own.',
    publicReadWriteCost: 'You pay for everything that strangers store here and download from here.',
    nowPrivate:
      'Websites and people that open these files by their plain address will no longer be able to.',
  },
  objectNote:
    'A file can have a permission of its own, which then counts instead of this one. Files that were made public one by one stay public.',
  apply: {
    private: 'Make the bucket private',
    'public-read': 'Let anyone open these files',
    'public-read-write': 'Let anyone open, add and delete files',
  },
  confirmTitle: {
    'public-read': (bucket: string) => `Let anyone open the files of ${bucket}?`,
    'public-read-write': (bucket: string) => `Let anyone change the files of ${bucket}?`,
  },
}
