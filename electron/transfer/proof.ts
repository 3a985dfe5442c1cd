/** What tells that a file is what it should be. Runners fill it in as they learn it. */
export interface Proof {
  /** Decimal CRC64 of what was sent or received, or of a copy's source; null = nobody knows. */
  crc64: string | null
  /** As the service states it, decimal; null = it does not, so nothing was compared with it. */
  serviceCrc64: string | null
  /** Of the object that was stored or read; null = the bucket keeps none, or it was not told. */
  versionId: string | null
}

export function noProof(): Proof {
  return { crc64: null, serviceCrc64: null, versionId: null }
}

/** Keeps what is known: an answer that was lost takes nothing away. */
export function prove(
  proof: Proof,
  crc64: string | null,
  stated: { readonly crc64: string | null; readonly versionId?: string | null },
): void {
  proof.crc64 = crc64 ?? proof.crc64
  proof.serviceCrc64 = stated.crc64 ?? proof.serviceCrc64
  proof.versionId = stated.versionId ?? proof.versionId
}
