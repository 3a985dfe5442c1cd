import { plural } from '../../plural.ts'

const days = (count: number, text: string) => `${text} ${plural(count, 'day', 'days')}`

export const lifecycle = {
  title: 'Automatic clean-up (lifecycle)',
  nav: 'Automatic clean-up',
  intro:
    'What happens to old files by itself: moving them to a cheaper storage class, or deleting them. Rules run once a day.',
  empty: 'Nothing is moved or deleted automatically.',
  add: 'Add a rule',
  newRule: 'New rule',
  className: {
    Standard: 'Standard',
    IA: 'Infrequent Access',
    Archive: 'Archive',
    ColdArchive: 'Cold Archive',
    DeepColdArchive: 'Deep Cold Archive',
  },
  subject: {
    all: 'All files',
    open: 'Files in a folder that is still to be named',
    folder: (prefix: string) => `Files in ${prefix}`,
    prefix: (prefix: string) => `Files whose path begins with “${prefix}”`,
    tagged: (list: string) => ` tagged ${list}`,
    tag: (key: string, value: string) => `${key} = ${value}`,
    larger: (size: string) => ` larger than ${size}`,
    smaller: (size: string) => ` smaller than ${size}`,
    between: (least: string, most: string) => ` between ${least} and ${most}`,
    join: (parts: readonly string[]) => parts.join(''),
  },
  when: {
    days: (count: number, text: string) => `${days(count, text)} after their last change`,
    access: (count: number, text: string) => `${days(count, text)} after they were last opened`,
    date: (date: string) => `if their last change was before ${date}`,
    versionDays: (count: number, text: string) => `${days(count, text)} after they were replaced`,
    abortDays: (count: number, text: string) => `${days(count, text)} after they were started`,
    abortDate: (date: string) => `if they were started before ${date}`,
    open: 'after a time that is still to be set',
  },
  does: {
    move: (name: string, when: string) => `move to ${name} ${when}`,
    remove: (when: string) => `are deleted ${when}`,
    marker: 'Delete markers that no longer hide a version are removed.',
  },
  joinDoings: (doings: readonly string[]) =>
    doings.length < 2 ? doings.join('') : `${doings.slice(0, -1).join(', ')} and ${doings.at(-1)}`,
  sentence: (subject: string, doings: string, except: string) =>
    `${subject} ${doings}${except === '' ? '' : `, ${except}`}.`,
  except: (list: string) => `except those ${list}`,
  exceptFolder: (prefix: string) => `in ${prefix}`,
  exceptPrefix: (prefix: string) => `whose path begins with “${prefix}”`,
  exceptTagged: (what: string, tags: string) => `${what}${what === '' ? '' : ' '}tagged ${tags}`,
  versions: (subject: string, doings: string, except: string) =>
    `Previous versions of ${lowerFirst(subject)} ${doings}${except === '' ? '' : `, ${except}`}.`,
  uploads: (scope: string, when: string) => `Unfinished uploads${scope} are removed ${when}.`,
  uploadsIn: (prefix: string) => ` to ${prefix}`,
  nothing: (subject: string) => `Nothing happens to ${lowerFirst(subject)} yet.`,
  off: (sentence: string) => `Switched off: ${sentence}`,
  joinSentences: (sentences: readonly string[]) => sentences.join(' '),
  risk: {
    everything:
      'Every file of the bucket is deleted for good when its time comes, unless the bucket keeps versions. Undo ends the rule; it does not bring back what was deleted.',
    deletes: (subject: string) =>
      `${subject} are deleted for good, unless the bucket keeps versions. Undo ends the rule; it does not bring back what was deleted.`,
    soon: 'With one day, files are gone the day after they were uploaded.',
    atOnce: (date: string) =>
      `Everything last changed before ${date} is deleted at once, in the first run after that day.`,
    versions: 'Deleted previous versions cannot be brought back.',
    frozen: (classes: string) =>
      `Files in ${classes} have to be restored before they can be opened, which takes time and money.`,
    minimum: (list: string) =>
      `Files that are deleted early are still billed for the minimum time of their class: ${list}.`,
    minimumOf: (name: string, count: number, text: string) => `${name} ${days(count, text)}`,
    noneLeft: 'Nothing will be cleaned up automatically any more, and storage costs can grow.',
  },
  form: {
    name: 'Name',
    nameHint: 'Tells the rules apart. Left empty, a name is made.',
    scope: 'Which files',
    scopeAll: 'All files of the bucket',
    scopeFolder: 'Files in a folder',
    folder: 'Folder',
    folderHint:
      'Such as logs/ or photos/2024/. Without a slash at the end, every path that begins with this text is meant.',
    tags: 'Only files with these tags',
    tagKey: 'Tag',
    tagValue: 'Value',
    addTag: 'Add a tag',
    larger: 'Only files larger than',
    smaller: 'Only files smaller than',
    bytes: 'bytes',
    sizeHint: (size: string) => `That is ${size}.`,
    exceptions: 'Except files in',
    addException: 'Add an exception',
    actions: 'What happens',
    timing: 'Time is counted',
    byDays: 'In days since the last change',
    byDate: 'By a fixed date',
    move: 'Move to a cheaper class',
    addMove: 'Add a move',
    moveTo: 'Move to',
    after: 'After',
    days: 'days',
    before: 'When last changed before',
    remove: 'Delete files',
    uploads: 'Remove unfinished uploads',
    uploadsHint: 'Parts of uploads that were never finished are billed until they are removed.',
    startedBefore: 'When started before',
    replacedAfter: 'After they were replaced',
    versions: 'Previous versions',
    exceptTags: (list: string) => `Only files tagged ${list}.`,
    versionMove: 'Move previous versions',
    versionRemove: 'Delete previous versions',
    versionHint: 'Only in buckets that keep versions.',
    marker: 'Remove delete markers without versions',
    more: 'Conditions',
    access: 'counted from the last time it was opened',
    otherParts: 'This rule also has settings that this form does not show; they are kept.',
  },
  templates: {
    title: 'Start from',
    remove: 'Delete old files',
    removeHint: 'Logs and temporary files that nobody needs after a while.',
    move: 'Move old files to cheaper storage',
    moveHint: 'Files that you keep but rarely open.',
    uploads: 'Remove unfinished uploads',
    uploadsHint: 'Frees space that interrupted uploads still take up.',
    blank: 'An empty rule',
    blankHint: 'Set everything yourself.',
  },
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
