import type { Facts } from '../errors.ts'

/** Codes of our own, see `LocalCode`. */
export const local = {
  'network.dns': (f: Facts) => ({
    what: `${f.host} was not found.`,
    why: 'There is no connection, or the address is not right.',
    todo: 'Check the address and the connection.',
  }),
  'network.refused': (f: Facts) => ({
    what: `${f.host} does not accept the connection.`,
    why: 'Nothing answers there, or a firewall is in between.',
    todo: 'Check the address and the port.',
  }),
  'network.timeout': (f: Facts) => ({
    what: `${f.host} does not answer.`,
    why: 'The connection is very slow, or something on the way blocks it.',
    todo: 'Try again, or check the connection.',
  }),
  'network.tls': (f: Facts) => ({
    what: `The connection to ${f.host} is not secure.`,
    why: 'Its certificate does not belong to this name, has expired, or is from an unknown issuer.',
    todo: 'Check the address and the clock. Behind a company proxy, ask the administrator.',
  }),
  'network.proxy': {
    what: 'The proxy refuses the connection.',
    why: 'It wants another name or password, or does not allow this address.',
    todo: 'Check the proxy’s name and password, or ask the administrator of the network.',
  },
  'network.reset': (f: Facts) => ({
    what: `The connection to ${f.host} broke.`,
    why: 'The other side or something on the way ended it.',
    todo: 'Try again.',
  }),
  'network.unreachable': (f: Facts) => ({
    what: `${f.host} cannot be reached.`,
    why: 'There is no connection to this network.',
    todo: 'Check the connection.',
  }),
  'client.cancelled': { what: 'This was cancelled.', why: null, todo: null },
  'client.crc-mismatch': {
    what: 'The content did not arrive unchanged.',
    why: 'The check sums differ, so the file was not kept.',
    todo: 'Try again. If it happens often, have the connection or the memory of this computer checked.',
  },
  'client.bad-response': {
    what: 'The answer makes no sense.',
    why: 'Something between this computer and the service answers in its place, or the address is not an OSS address.',
    todo: 'Check the address. In a hotel or office network, sign in to the network first.',
  },
  'client.credentials-missing': {
    what: 'This account is signed out.',
    why: 'Its secret is not at hand.',
    todo: 'Sign in again.',
  },
  'input.invalid': { what: 'A value is not valid.', why: null, todo: 'Check what was entered.' },
  'ipc.refused': {
    what: 'The window asked for something that it may not do.',
    why: null,
    todo: 'Restart the application.',
  },
  internal: {
    what: 'The application failed at this.',
    why: 'This is a fault of the application, not yours.',
    todo: 'Try again. If it stays, report it with the details below.',
  },
  'vault.unavailable': {
    what: 'The secret cannot be kept on this computer.',
    why: 'There is no keychain that could encrypt it.',
    todo: 'Sign in for this session only.',
  },
  'vault.unreadable': {
    what: 'The kept secret cannot be read.',
    why: 'The keychain of this system has changed.',
    todo: 'Sign in again.',
  },
  'account.absent': {
    what: 'This account is not here any more.',
    why: 'It was removed.',
    todo: 'Add it again if you need it.',
  },
  'config.changed-meanwhile': {
    what: 'Somebody else changed these settings meanwhile.',
    why: 'Your change was not saved, so that theirs is not lost.',
    todo: 'Look at the current settings and make your change again.',
  },
  'config.nothing-to-undo': {
    what: 'There is nothing to undo.',
    why: 'The settings have changed since.',
    todo: 'Reload the settings.',
  },
  'grant.unknown': {
    what: 'The chosen files are not at hand any more.',
    why: 'The application was restarted since.',
    todo: 'Choose or drop them again.',
  },
  'view.unknown': {
    what: 'This list has to be loaded again.',
    why: null,
    todo: 'Refresh the folder.',
  },
  'transfer.unknown': {
    what: 'This transfer is not in the list any more.',
    why: 'It was removed.',
    todo: null,
  },
  'queue.disk-full': {
    what: 'Transfers have stopped: the disk that keeps their list is full.',
    why: 'What cannot be written down is not done, so that nothing is lost or sent twice.',
    todo: 'Make room on the disk with your personal folder. Transfers go on by themselves.',
  },
  'queue.unwritable': {
    what: 'Transfers have stopped: their list cannot be written.',
    why: 'The disk with your personal folder reports an error, is full or takes no changes.',
    todo: 'Check that disk. Transfers go on by themselves.',
  },
  'queue.in-use': {
    what: 'Transfers are run by another OSS Desk.',
    why: 'The application is open a second time, perhaps for another user of the same folder.',
    todo: 'Close the other one. Transfers then go on here by themselves.',
  },
  'local.not-found': (f: Facts) => ({
    what: `${f.path} does not exist.`,
    why: 'It was moved, renamed or deleted.',
    todo: 'Put it back, or choose it again.',
  }),
  'local.denied': (f: Facts) => ({
    what: `${f.path} cannot be opened.`,
    why: 'You have no permission for it on this computer.',
    todo: 'Change its permissions, or choose another place.',
  }),
  'local.disk-full': { what: 'The disk is full.', why: null, todo: 'Make room, then try again.' },
  'local.read-only': (f: Facts) => ({
    what: `${f.path} is read-only.`,
    why: 'Nothing can be written there.',
    todo: 'Choose another folder.',
  }),
  'local.changed': (f: Facts) => ({
    what: `${f.path} changed during the transfer.`,
    why: 'To never mix two versions, the transfer of this file stopped.',
    todo: 'Try again to send the new version.',
  }),
  'local.unsupported-name': {
    what: 'This name is not possible on this computer.',
    why: 'The system does not allow such a file name.',
    todo: 'Rename the file, or download it elsewhere.',
  },
  'local.special-file': (f: Facts) => ({
    what: `${f.path} was left out.`,
    why: 'It is no ordinary file, but a link to a folder, a socket or a device.',
    todo: 'To upload a linked folder, drag the folder itself.',
  }),
  'local.io': (f: Facts) => ({
    what: `${f.path} cannot be read or written.`,
    why: 'The disk reports an error.',
    todo: 'Check the disk or the connection to it.',
  }),
}
