import { children, text, texts, type XmlNode, xmlDocument } from '../../xml.ts'

/** Elements that are true or false. The service writes them in lower case, however they came. */
const flags = `AllowEmptyReferer AllowSmallFile AllowTruncateQueryString BlockPublicAccess Enable
  Enabled EnableReplacePrefix ExpiredObjectDeleteMarker IsAccessTime IsEnabled MirrorCheckMd5
  MirrorFollowRedirect MirrorPassOriginalSlashes MirrorPassQueryString MirrorSNI
  MirrorUserLastModified PassAll PassQueryString ResponseVary ReturnToStdWhenVisit SupportSubDir
  TruncatePath`.split(/\s+/)
const flag = new RegExp(`(<(${flags.join('|')})>)\\s*(true|false)\\s*(?=</\\2>)`, 'gi')

export function withPlainFlags(body: string): string {
  return body.replace(flag, (_all, tag: string, _name, value: string) => tag + value.toLowerCase())
}

/** Each version once. */
export function keptHttpsConfig(document: XmlNode): string | null {
  const [tls = {}] = children(document, 'TLS')
  const named = texts(tls, 'TLSVersion')
  const versions = [...new Set(named)]
  if (versions.length === named.length) return null
  return xmlDocument('HttpsConfiguration', {
    TLS: { Enable: text(tls, 'Enable'), TLSVersion: versions },
  })
}

/** What encrypts the data is said only of keys that the key service holds. */
export function keptEncryption(document: XmlNode): string | null {
  const [rule = {}] = children(document, 'ApplyServerSideEncryptionByDefault')
  const algorithm = text(rule, 'SSEAlgorithm')
  if (algorithm === 'KMS' || rule.KMSDataEncryption === undefined) return null
  return xmlDocument('ServerSideEncryptionRule', {
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: algorithm },
  })
}

/** None stands for the one that every bucket is in. */
export function keptResourceGroup(document: XmlNode): string | null {
  if (text(document, 'ResourceGroupId') !== '') return null
  return xmlDocument('BucketResourceGroupConfiguration', { ResourceGroupId: 'rg-default' })
}
