import type { Messages } from '../../../shared/i18n/en.ts'

export type FileKind = Exclude<keyof Messages['browser']['types'], 'named'>

const extensions: Readonly<Record<Exclude<FileKind, 'file'>, string>> = {
  image: 'jpg jpeg png gif webp avif heic heif bmp tif tiff svg ico psd raw cr2 nef arw dng',
  video: 'mp4 mov mkv avi webm m4v flv wmv ts mpg mpeg m3u8',
  audio: 'mp3 wav flac aac m4a ogg opus wma aiff mid',
  document: 'doc docx odt rtf pages wps',
  sheet: 'xls xlsx ods csv tsv numbers et parquet',
  slides: 'ppt pptx odp key dps',
  pdf: 'pdf',
  archive: 'zip rar 7z tar gz tgz bz2 xz zst jar iso dmg',
  code: 'js jsx tsx mjs html htm css json xml yaml yml py java c h cpp go rs rb php sh sql swift kt vue',
  text: 'txt md log ini conf cfg toml properties',
  app: 'exe msi apk ipa deb rpm appimage pkg bat dll so',
}

const kindByExtension: ReadonlyMap<string, FileKind> = new Map(
  Object.entries(extensions).flatMap(([kind, list]) =>
    list.split(' ').map((extension) => [extension, kind as FileKind] as const),
  ),
)

/** Lower case, without the dot; empty for names without one and for dot-files. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase()
}

export function fileKind(name: string): FileKind {
  return kindByExtension.get(extensionOf(name)) ?? 'file'
}

/** "JPG image", "PDF", "File". */
export function typeLabel(messages: Messages, name: string): string {
  const { types } = messages.browser
  const kind = fileKind(name)
  const extension = extensionOf(name).toUpperCase()
  if (kind === 'pdf' || extension === '' || extension.length > 5) return types[kind]
  return types.named(extension, types[kind])
}
