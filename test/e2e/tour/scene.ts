import type OSS from 'ali-oss'
import type { OssServer } from '../../oss-server/server.ts'
import type { Desk } from '../harness/launch.ts'
import type { Tour } from './step.ts'

/** What every act of the tour plays with. */
export interface Scene {
  readonly tour: Tour
  readonly desk: Desk
  readonly server: OssServer
  /** An independent client of one bucket: what it reads is what the service has. */
  readonly peer: (bucket: string) => OSS
  /** A folder for local files, removed at the end. */
  readonly work: string
}

export async function keysOf(peer: OSS): Promise<readonly string[]> {
  const { objects } = await peer.listV2({ 'max-keys': '1000' }, {})
  return (objects ?? []).map(({ name }) => name).sort()
}
