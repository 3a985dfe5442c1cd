import { regions } from '../../../shared/oss/regions.ts'
import { authorizeService } from '../access.ts'
import { ServiceError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/describeregions */
export function describeRegions(exchange: Exchange): Reply {
  authorizeService(exchange, 'list')
  const asked = exchange.request.query.get('regions') ?? ''
  const found = regions.filter(({ id }) => asked === '' || asked === `oss-${id}`)
  if (found.length === 0) {
    throw new ServiceError(404, 'NoSuchRegion', 'The specified region does not exist.', {
      fields: { Region: asked },
    })
  }
  return xmlReply('RegionInfoList', {
    RegionInfo: found.map(({ id }) => ({
      Region: `oss-${id}`,
      InternetEndpoint: `oss-${id}.aliyuncs.com`,
      InternalEndpoint: `oss-${id}-internal.aliyuncs.com`,
      AccelerateEndpoint: 'oss-accelerate.aliyuncs.com',
    })),
  })
}
