/**
 * Limits of the service. Those that may have changed since they were documented are for advice only:
 * the server decides, nothing is refused here because of them.
 */
const kib = 1024
const mib = 1024 * kib
const gib = 1024 * mib

/** UTF-8 bytes. https://help.aliyun.com/zh/oss/user-guide/object-naming-conventions */
export const maxKeyBytes = 1023

/** https://help.aliyun.com/zh/oss/user-guide/multipart-upload */
export const maxParts = 10_000
export const minPartBytes = 100 * kib
export const maxPartBytes = 5 * gib
/** 48.8 TB: 10,000 parts of 5 GiB. */
export const maxObjectBytes = maxParts * maxPartBytes
export const defaultPartBytes = 8 * mib

/** Of one DeleteMultipleObjects. */
export const maxDeleteKeys = 1000
/** Of one page of a listing; the service's own default is 100. */
export const maxPageKeys = 1000

/** https://help.aliyun.com/zh/oss/user-guide/bucket-naming-conventions */
export function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)
}

/**
 * Bytes of each part but the last, for an object of `sizeBytes`: the default, and for objects that
 * would need more than 10,000 of these the next whole MiB that suffices. A preference below 100 KiB
 * is raised to it. Throws RangeError for what no object can have.
 */
export function choosePartSize(sizeBytes: number, preferredBytes = defaultPartBytes): number {
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0 || sizeBytes > maxObjectBytes) {
    throw new RangeError(`no object has ${sizeBytes} bytes`)
  }
  const wanted = Math.min(maxPartBytes, Math.max(minPartBytes, Math.ceil(preferredBytes)))
  if (wanted * maxParts >= sizeBytes) return wanted
  return Math.ceil(sizeBytes / maxParts / mib) * mib
}
