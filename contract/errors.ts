/** Details of an error for programs. The message has all of them in words. */
export interface ErrorDetails extends ErrorOptions {
  /** The place: a Terraform address, a field of a declaration, a file, an environment variable. */
  readonly where?: string | undefined;
  /** What was expected at that place. */
  readonly expected?: string | undefined;
}

/**
 * Base class of the errors that name what a user, a caller or an operator can put right. Any other error is a defect
 * of this program.
 *
 * Answers to callers of the API or of the gate's services are not among them (`RequestError`, `ServiceError`,
 * `ControlPlaneError`, …): their protocol gives them a status and a name.
 *
 * @typeParam Code the subclass's codes: UPPER_SNAKE, stable, for tests, searches and programs
 */
export abstract class GatehouseError<Code extends string = string> extends Error {
  /** The name of the subclass, written out: bundles are minified. */
  abstract override readonly name: string;
  /** The place: a Terraform address, a field of a declaration, a file, an environment variable. */
  readonly where: string | undefined;
  /** What was expected at that place. */
  readonly expected: string | undefined;

  /** @param message what was found, where, and what was expected */
  constructor(
    /** Which rule was broken; a stable name. */
    readonly code: Code,
    message: string,
    { where, expected, ...options }: ErrorDetails = {},
  ) {
    super(message, options);
    this.where = where;
    this.expected = expected;
  }
}
