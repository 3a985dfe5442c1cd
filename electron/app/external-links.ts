import { shell } from 'electron'
import { FailureError, localFailure } from '../../shared/ipc/failure.ts'

/** The page names an entry, never an address, so a page that was taken over can open nothing else. */
const links: Readonly<Record<string, string>> = {
  'access-keys': 'https://ram.console.aliyun.com/manage/ak',
  regions: 'https://www.alibabacloud.com/help/en/oss/user-guide/regions-and-endpoints',
  'error-codes': 'https://www.alibabacloud.com/help/en/oss/support/overview-8',
  acl: 'https://www.alibabacloud.com/help/en/oss/user-guide/bucket-acl',
  cors: 'https://www.alibabacloud.com/help/en/oss/user-guide/cors-settings',
  lifecycle: 'https://www.alibabacloud.com/help/en/oss/user-guide/overview-54',
}

/** Opens an allowed page in the system's browser. Throws `ipc.refused` for any other name. */
export async function openExternalLink(link: string): Promise<undefined> {
  const url = Object.hasOwn(links, link) ? links[link] : undefined
  if (!url) throw new FailureError(localFailure('ipc.refused', `no such link: ${link}`))
  await shell.openExternal(url)
  return undefined
}
