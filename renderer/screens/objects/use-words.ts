import { useMemo } from 'react'
import { nameOf } from '../../../shared/oss/key.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { type Place, placeName } from '../../stores/place.ts'
import type { Selected } from '../../stores/selection.ts'

export interface ObjectWords {
  /** "trip", or "3 files and 1 folder". */
  what(selected: Selected): string
  /** "photos/2024 in bucket b". */
  where(place: Place): string
  /** "trip", or "the bucket b". */
  folder(place: Place): string
}

/** How selections and places are named in sentences. */
export function useObjectWords(): ObjectWords {
  const { items } = useMessages().objects
  const format = useFormat()
  return useMemo(
    () => ({
      what(selected) {
        const [first] = selected.keys()
        if (selected.size === 1 && first !== undefined) return nameOf(first)
        const folders = [...selected.values()].filter((kind) => kind === 'folder').length
        const files = selected.size - folders
        if (folders === 0) return items.files(files, format.count(files))
        const folderText = items.folders(folders, format.count(folders))
        return files === 0
          ? folderText
          : items.both(items.files(files, format.count(files)), folderText)
      },
      where: ({ bucket, prefix }) =>
        prefix === '' ? items.bucket(bucket) : items.path(prefix.slice(0, -1), bucket),
      folder: (place) => (place.prefix === '' ? items.bucket(place.bucket) : placeName(place)),
    }),
    [items, format],
  )
}
