import { app } from 'electron'

/**
 * Two processes on one data folder would both run its queue. False: another one has the folder, and
 * was told to come forward; this one has to end.
 */
export function claimSingleInstance(comeForward: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false
  app.on('second-instance', comeForward)
  return true
}
