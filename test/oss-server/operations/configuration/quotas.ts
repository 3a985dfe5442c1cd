import { authorizeService } from '../../access.ts'
import { invalidArgument } from '../../errors.ts'
import type { Exchange } from '../../exchange.ts'
import { type Reply, xmlReply } from '../../reply.ts'
import { text, type XmlNode, type XmlValue, xmlDocument } from '../../xml.ts'

const directions = ['Upload', 'Download']
const places = ['Total', 'Intranet', 'Extranet']
const names = [
  ...directions.flatMap((direction) => places.map((place) => `${place}${direction}Bandwidth`)),
  ...places.map((place) => `${place}Qps`),
]

/** `-1` everywhere: no limit. */
export const unlimited: Readonly<Record<string, XmlValue>> = Object.fromEntries(
  names.map((name) => [name, -1]),
)

/** https://help.aliyun.com/zh/oss/developer-reference/putbucketqosinfo */
export function checkQosInfo(document: XmlNode): void {
  for (const name of names) {
    const value = text(document, name)
    if (value !== null && !isLimit(value)) {
      throw invalidArgument('A limit is a whole number, or -1 for none.', name, value)
    }
  }
}

/** Who limits nothing is answered with that. */
export function keptQosInfo(document: XmlNode): string | null {
  if (names.some((name) => document[name] !== undefined)) return null
  return xmlDocument('QoSConfiguration', unlimited)
}

/** `?qos`: the most that the bucket may hold, in GB. */
export function checkStorageCapacity(document: XmlNode): void {
  const value = text(document, 'StorageCapacity') ?? ''
  if (isLimit(value)) return
  throw invalidArgument('The capacity is a whole number, or -1.', 'StorageCapacity', value)
}

function isLimit(value: string): boolean {
  return /^(-1|\d{1,9})$/.test(value)
}

/** Of the account in the region of the endpoint. Nothing is limited here. */
export function getUserQosInfo(exchange: Exchange): Reply {
  authorizeService(exchange, 'list')
  const region = exchange.request.host.region ?? exchange.server.region
  return xmlReply('QoSConfiguration', { Region: region, ...unlimited })
}
