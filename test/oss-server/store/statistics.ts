import type { DatabaseSync } from 'node:sqlite'

export interface ClassStatistics {
  readonly storageClass: string
  readonly objects: number
  readonly bytes: number
  /** What is billed: at least 64 KiB for each object. */
  readonly billedBytes: number
  readonly modifiedMs: number
}

/** Of all versions. */
export function bucketStatistics(
  database: DatabaseSync,
  bucket: string,
): { readonly classes: readonly ClassStatistics[]; readonly deleteMarkers: number } {
  const rows = database
    .prepare(
      `SELECT storage_class, count(*) AS objects, sum(size_bytes) AS bytes,
              sum(max(size_bytes, 65536)) AS billed_bytes, max(modified_ms) AS modified_ms
       FROM objects WHERE bucket = ? AND type <> 'DeleteMarker' GROUP BY storage_class`,
    )
    .all(bucket)
  const markers = database
    .prepare("SELECT count(*) AS total FROM objects WHERE bucket = ? AND type = 'DeleteMarker'")
    .get(bucket)
  return {
    classes: rows.map((row) => ({
      storageClass: String(row.storage_class),
      objects: Number(row.objects),
      bytes: Number(row.bytes),
      billedBytes: Number(row.billed_bytes),
      modifiedMs: Number(row.modified_ms),
    })),
    deleteMarkers: Number(markers?.total ?? 0),
  }
}
