import OSS from 'ali-oss'
import { defaultIdentity } from '../../oss-server/server.ts'

/** An independent client, to see what is really there. */
export function aliOss(url: string, bucket: string, region = 'cn-hangzhou'): OSS {
  return new OSS({
    accessKeyId: defaultIdentity.accessKeyId,
    accessKeySecret: defaultIdentity.accessKeySecret,
    bucket,
    endpoint: url,
    region: `oss-${region}`,
    authorizationV4: true,
  } as OSS.Options)
}
