import { plural } from '../plural.ts'

/** What can be done with files and folders that stay in the service. */
export const objects = {
  actions: {
    'copy-to': 'Copy to…',
    'move-to': 'Move to…',
    rename: 'Rename…',
    oneAtATime: 'Only one thing at a time can get a new name.',
    'storage-class': 'Storage class…',
    restore: 'Restore…',
    notArchived: 'Only archived files have to be restored.',
    acl: 'Who can open…',
    'delete-versions': 'Delete all versions…',
  },
  items: {
    files: (count: number, text: string) => `${text} ${plural(count, 'file', 'files')}`,
    folders: (count: number, text: string) => `${text} ${plural(count, 'folder', 'folders')}`,
    both: (files: string, folders: string) => `${files} and ${folders}`,
    sized: (what: string, size: string) => `${what} (${size})`,
    bucket: (bucket: string) => `the bucket ${bucket}`,
    path: (path: string, bucket: string) => `${path} in the bucket ${bucket}`,
  },
  target: 'Folders to choose from',
  problem: {
    sameFolder: 'This is where they are already. Choose another folder.',
    insideItself: 'A folder cannot go into itself. Choose another folder.',
  },
  through:
    'The other place belongs to another account: the files may pass through this computer, which takes longer.',
  copy: {
    title: (what: string) => `Copy ${what} to…`,
    confirm: (where: string) => `Copy to ${where}`,
    started: (what: string, where: string) => `Copying ${what} to ${where}.`,
    consequence: (count: number, what: string, where: string, from: string) =>
      `${what} ${plural(count, 'is', 'are')} copied to ${where}. The ${plural(count, 'original stays', 'originals stay')} in ${from}.`,
  },
  move: {
    title: (what: string) => `Move ${what} to…`,
    confirm: (where: string) => `Move to ${where}`,
    started: (what: string, where: string) => `Moving ${what} to ${where}.`,
    consequence: (count: number, what: string, where: string, from: string) =>
      `${what} ${plural(count, 'goes', 'go')} to ${where}. ${plural(count, 'It leaves', 'They leave')} ${from} once every copy was checked.`,
  },
  rename: {
    title: (name: string) => `Rename ${name}`,
    name: 'New name',
    confirm: 'Rename',
    started: (name: string, next: string) => `Renaming ${name} to ${next}.`,
    exists: 'There is already something of this name here.',
    file: 'The file is copied under its new name, and the old one goes once the copy was checked.',
    folder:
      'Every file inside is copied to the new folder, and the old one goes once its copy was checked.',
    inside: (count: number, text: string, size: string) =>
      plural(count, `It is ${text} file, ${size}.`, `They are ${text} files, ${size}.`),
    insideAtLeast: (text: string, size: string) =>
      `They are more than ${text} files, over ${size}.`,
  },
  allVersions:
    'Older versions are deleted as well, and are not among those counted here. Nothing of it can be brought back.',
  scope: {
    files: (count: number, text: string, size: string) =>
      plural(count, `For ${text} file, ${size}.`, `For ${text} files, ${size}.`),
    atLeast: (text: string, size: string) => `For more than ${text} files, over ${size}.`,
    counting: 'Counting the files…',
    now: (list: string) => `Storage class now: ${list}.`,
    nowSome: (list: string) => `Storage class now, as far as known: ${list}.`,
    one: (name: string, count: string) => `${name} (${count})`,
    separator: ', ',
  },
  storageClass: {
    title: (what: string) => `Storage class of ${what}`,
    label: 'New storage class',
    confirm: 'Change the storage class',
    started: (what: string) => `Changing the storage class of ${what}.`,
    cost: 'Each file is written anew: every file costs a request, and reading files that are not in Standard costs by size. Archived files have to be restored first.',
    least: {
      Standard: 'A class that is left before its shortest time costs the days that were missing.',
      IA: 'Kept for less than 30 days, a file costs as much as for 30.',
      Archive: 'Kept for less than 60 days, a file costs as much as for 60.',
      ColdArchive: 'Kept for less than 180 days, a file costs as much as for 180.',
      DeepColdArchive: 'Kept for less than 180 days, a file costs as much as for 180.',
    },
  },
  restore: {
    title: (what: string) => `Restore ${what}`,
    text: 'Archived files can be opened for some days once they are restored, and stay archived. Other files are left out.',
    days: 'Keep them readable for',
    unit: 'days',
    daysWrong: 'From 1 to 365 days.',
    tier: 'How fast, for Cold Archive and Deep Cold Archive',
    tiers: {
      Expedited: 'Fast',
      Standard: 'Normal',
      Bulk: 'Slow and cheapest',
    },
    tierHelp: {
      Expedited: 'Cold Archive within 1 hour, Deep Cold Archive within 12 hours.',
      Standard: 'Cold Archive in 2 to 5 hours, Deep Cold Archive within 48 hours.',
      Bulk: 'Cold Archive in 5 to 12 hours, Deep Cold Archive within 48 hours.',
    },
    archive: 'Archive takes about a minute, whichever is chosen.',
    cost: 'Restoring costs by size, the faster the more. Of Cold Archive and Deep Cold Archive a temporary copy is paid for during these days.',
    confirm: 'Restore',
    started: (what: string) => `Asking for ${what} to be restored.`,
  },
  access: {
    title: (what: string) => `Who can open ${what} (ACL)`,
    label: 'Who can open these files',
    choice: {
      default: 'As the bucket says',
      private: 'Only people with a key',
      'public-read': 'Anyone can open them',
      'public-read-write': 'Anyone can open, replace and delete them',
    },
    help: {
      default: 'The files follow the setting of the bucket, also when it changes.',
      private: 'Without an AccessKey or a share link nobody can, whatever the bucket says.',
      'public-read': 'Anyone who knows the address can, without signing in.',
      'public-read-write': 'Strangers can also write them, and you pay for it. Almost never right.',
    },
    writeRisk: 'Anyone on the internet will be able to open, replace and delete these files.',
    confirm: 'Change who can open',
    started: (what: string) => `Changing who can open ${what}.`,
  },
}
