/** Something the user can put right: printed as one sentence, without a stack trace. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  /**
   * @param code stable name of what was wrong
   * @param message what was found, where, and what was expected
   */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
