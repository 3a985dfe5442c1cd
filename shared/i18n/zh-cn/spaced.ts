/** Words of this catalog, as against names that a person gave. */
const endsInWords = / 个文件夹?(（[^（）]*）)?$/u
const startsInWords = /^存储空间 /u

/**
 * A template in which a space sets off each name that is filled in. It goes beside words, which
 * are part of the sentence: "移动 报告 到", but "移动 2 个文件到". What is filled in stays as it is.
 */
export function spaced(texts: TemplateStringsArray, ...values: readonly string[]): string {
  return texts.reduce((before, text, index) => {
    const value = values[index - 1] ?? ''
    const head = startsInWords.test(value) ? before.replace(/ $/, '') : before
    return head + value + (endsInWords.test(value) ? text.replace(/^ /, '') : text)
  })
}
