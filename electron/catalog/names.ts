/** Upper and lower case, and composed and decomposed accents, are the same to a person. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/**
 * A text whose byte order is the order people expect: `IMG_2` before `img_10`. Every run of digits
 * is preceded by `0` and its length in two digits, so longer numbers come later and digits still
 * sort before letters.
 */
export function sortNameOf(name: string): string {
  return foldName(name).replace(/\d+/g, (digits) => {
    const number = digits.replace(/^0+(?=\d)/, '')
    return `0${String(Math.min(number.length, 99)).padStart(2, '0')}${number}`
  })
}

/** `jpg` of `IMG_1.JPG`; empty when there is none. A leading dot starts no extension. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? foldName(name.slice(dot + 1)) : ''
}
