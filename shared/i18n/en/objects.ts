import { plural } from '../plural.ts'

/** What can be done with files and folders that stay in the service. */
export const objects = {
  actions: {
    'copy-to': 'Copy to…',
    'move-to': 'Move to…',
    rename: 'Rename…',
    oneAtATime: 'Only one thing at a time can get a new name.',
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
}
