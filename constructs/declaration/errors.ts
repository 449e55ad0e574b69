/** A declaration that cannot be turned into Terraform that enforces it. Synthesis stops. */
export class DeclarationError extends Error {
  override readonly name = "DeclarationError";

  /**
   * @param code stable name of the rule that was broken, for tests and searches
   * @param message what was found, where, and what was expected
   */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
