/** A folder in a bucket. The prefix is empty or ends in `/`. */
export interface Place {
  readonly accountId: string
  readonly bucket: string
  readonly prefix: string
}

export function samePlace(a: Place | null, b: Place | null): boolean {
  if (a === null || b === null) return a === b
  return a.accountId === b.accountId && a.bucket === b.bucket && a.prefix === b.prefix
}

/** null = the bucket itself is shown. */
export function parentPlace(place: Place): Place | null {
  if (place.prefix === '') return null
  const cut = place.prefix.slice(0, -1).lastIndexOf('/')
  return { ...place, prefix: place.prefix.slice(0, cut + 1) }
}

/** Name of the folder, or of the bucket at its top. */
export function placeName(place: Place): string {
  if (place.prefix === '') return place.bucket
  const segments = place.prefix.slice(0, -1).split('/')
  return segments.at(-1) || place.prefix
}

/** The places on the way to this one: bucket first, the place itself last. */
export function placesOnPath(place: Place): readonly Place[] {
  const parent = parentPlace(place)
  return parent === null ? [place] : [...placesOnPath(parent), place]
}

export function placePath(place: Place): string {
  return `oss://${place.bucket}/${place.prefix}`
}
