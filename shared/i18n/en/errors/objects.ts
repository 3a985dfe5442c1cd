/** Why an object was refused, left out or kept when it was to be copied, moved or changed. */
export const objects = {
  'transfer.into-itself': {
    what: 'A folder cannot go into itself.',
    why: 'The chosen target is inside the folder that is to be copied or moved.',
    todo: 'Choose another target.',
  },
  'transfer.onto-itself': {
    what: 'This is where it is already.',
    why: 'Name and folder of the target are those of the original.',
    todo: 'Choose another folder or another name.',
  },
  'transfer.unverified': {
    what: 'The copy could not be checked, so the original was kept.',
    why: 'The service states no check sum for one of them, or they differ.',
    todo: 'Compare both files. Delete the original yourself if the copy is right.',
  },
  'transfer.source-changed': {
    what: 'The original changed after it was copied, so it was kept.',
    why: 'Somebody wrote it anew in the meantime.',
    todo: 'Try again to move it as it is now.',
  },
  'transfer.not-archived': {
    what: 'This file needs no restoring.',
    why: 'It is not archived and can be opened at any time.',
    todo: null,
  },
  'transfer.already-so': {
    what: 'Nothing had to be changed.',
    why: 'The file is already as it was asked for.',
    todo: null,
  },
  'transfer.link': {
    what: 'This shortcut (symlink) was left out.',
    why: 'It leads to a file of its own bucket. In another bucket it would lead nowhere, and it has no content to change.',
    todo: 'Choose the file that it leads to.',
  },
  'verify.gone': {
    what: 'This file is not in the bucket any more.',
    why: 'Somebody deleted, moved or renamed it since.',
    todo: 'If it should be there, send it again.',
  },
  'verify.changed': {
    what: 'This file was changed in the bucket since.',
    why: 'Its size or checksum is not the one of the receipt.',
    todo: 'If nobody should have changed it, send it again.',
  },
  'verify.file-gone': {
    what: 'This file is not on this computer any more.',
    why: 'It was deleted, moved or renamed since.',
    todo: 'If it should be there, download it again.',
  },
  'verify.file-changed': {
    what: 'This file was changed on this computer since.',
    why: 'Its size or checksum is not the one of the receipt.',
    todo: 'If it should be as in the bucket, download it again.',
  },
  'verify.source-gone': {
    what: 'Right in the bucket; removed here since.',
    why: 'The bucket has it as it was sent. On this computer it was deleted, moved or renamed since.',
    todo: null,
  },
  'verify.source-changed': {
    what: 'Right in the bucket; changed here since.',
    why: 'The bucket has it as it was sent. On this computer its size or content is another one now.',
    todo: 'To have the changes in the bucket, send it again.',
  },
  'verify.source-unread': {
    what: 'Right in the bucket; not readable here.',
    why: 'The bucket has it as it was sent. This computer refuses to read it, or the disk has an error.',
    todo: 'To compare the file, too, check again once it can be read.',
  },
  'verify.source-damaged': {
    what: 'The file on this computer is not what was sent.',
    why: 'The bucket has it as it was sent. On this computer it reads differently although nothing seems to have changed it: the disk may be damaged.',
    todo: 'Download it to another folder, compare both, and keep the right one.',
  },
  'verify.unknown': {
    what: 'Whether this file is still right cannot be told.',
    why: 'The service states no checksum for it.',
    todo: 'Download it to compare it yourself.',
  },
}
