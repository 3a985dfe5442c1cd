import {
  AppWindow,
  File,
  FileArchive,
  FileCode,
  FileImage,
  FileMusic,
  FileSpreadsheet,
  FileText,
  FileType,
  FileVideo,
  Folder,
  type LucideIcon,
  Presentation,
  ScrollText,
} from 'lucide-react'
import type { JSX } from 'react'
import type { ListingRow } from '../../../shared/objects.ts'
import { type FileKind, fileKind } from './file-type.ts'

const icons: Readonly<Record<FileKind, LucideIcon>> = {
  image: FileImage,
  video: FileVideo,
  audio: FileMusic,
  document: FileText,
  sheet: FileSpreadsheet,
  slides: Presentation,
  pdf: FileType,
  archive: FileArchive,
  code: FileCode,
  text: ScrollText,
  app: AppWindow,
  file: File,
}

export interface RowIconProps {
  readonly row: Pick<ListingRow, 'kind' | 'name'>
  readonly sizePx?: number
}

export function RowIcon({ row, sizePx = 16 }: RowIconProps): JSX.Element {
  if (row.kind === 'folder') return <Folder size={sizePx} aria-hidden className="icon-folder" />
  const Icon = icons[fileKind(row.name)]
  return <Icon size={sizePx} aria-hidden className="icon-file" strokeWidth={1.6} />
}
