import type { Store } from '../../store/store.ts'
import { parseXml, text, type XmlNode } from '../../xml.ts'

/** The stored document of a sub-resource, or null while it is not set. */
export function configured(
  store: Store,
  bucket: string,
  name: string,
  root: string,
): XmlNode | null {
  return store.buckets.derived(bucket, name, 'xml', (document) => parseXml(document, root))
}

/** Whether a configuration that is one switch is on. */
export function isSwitchedOn(
  store: Store,
  bucket: string,
  {
    name,
    root,
    element,
  }: { readonly name: string; readonly root: string; readonly element: string },
): boolean {
  const document = configured(store, bucket, name, root)
  const value = document === null ? null : text(document, element)
  return value !== null && ['true', 'enabled', 'requester'].includes(value.toLowerCase())
}

/** Where what holds for all buckets of an account is kept; no bucket has such a name. */
export function accountScope(owner: string): string {
  return `/${owner}`
}

export const switches = {
  accelerated: {
    name: 'transferAcceleration',
    root: 'TransferAccelerationConfiguration',
    element: 'Enabled',
  },
  accessMonitored: { name: 'accessmonitor', root: 'AccessMonitorConfiguration', element: 'Status' },
  archiveDirectRead: {
    name: 'bucketArchiveDirectRead',
    root: 'ArchiveDirectReadConfiguration',
    element: 'Enabled',
  },
  publicAccessBlocked: {
    name: 'publicAccessBlock',
    root: 'PublicAccessBlockConfiguration',
    element: 'BlockPublicAccess',
  },
  requesterPays: { name: 'requestPayment', root: 'RequestPaymentConfiguration', element: 'Payer' },
} as const
