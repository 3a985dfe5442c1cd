/** Of the rows of an object: those before it are answered, and the end of the answer says this. */
export class SelectDataError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
