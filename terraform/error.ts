import { GatehouseError } from "../contract/errors";

/** Stable names of what can be wrong with the Terraform that is read. */
export type TerraformErrorCode =
  /** The document, or a block of it, does not have the shape of Terraform JSON. */
  | "DOCUMENT_MALFORMED"
  /** An expression does not parse, or applies an operation to a value that it is not for. */
  | "EXPRESSION_MALFORMED"
  /** A reference leads to nothing, in Terraform's own sense or in AWS's (a method's authorizer). */
  | "REFERENCE_MISSING"
  | "REFERENCE_CYCLE"
  /** A policy is not a policy document, or has an element that is not understood. */
  | "POLICY_MALFORMED"
  /** A resource type that the reader does not know. */
  | "TYPE_UNKNOWN"
  /** An argument that could matter to access and is not evaluated, or a value outside of what is. */
  | "ARGUMENT_UNSUPPORTED"
  | "ARGUMENT_MISSING"
  /** A value is needed to decide access, and exists only after apply or cannot be worked out. */
  | "VALUE_UNKNOWN"
  /** Two resources claim the same place, such as one method declared twice. */
  | "DUPLICATE"
  /** A plan or state of a version of Terraform's format that is not understood. */
  | "VERSION_UNSUPPORTED";

/** Terraform that cannot be read, or not without guessing. The gate stops at it. */
export class TerraformError extends GatehouseError<TerraformErrorCode> {
  override readonly name = "TerraformError";

  /**
   * @param message what was found, and what was expected
   * @param where the address: `api/aws_iam_role.admin`; the message begins with it
   * @param argument that is wrong, at the top level of the resource
   */
  constructor(
    code: TerraformErrorCode,
    message: string,
    where?: string,
    readonly argument?: string,
  ) {
    super(code, where === undefined ? message : `${where}: ${message}`, { where });
  }

  /** The same error with its place, if it has none yet. */
  at(where: string): TerraformError {
    return this.where === undefined
      ? new TerraformError(this.code, this.message, where, this.argument)
      : this;
  }

  /** The same error with the argument that it is about, if it has none yet. */
  of(argument: string): TerraformError {
    const { where } = this;
    if (this.argument !== undefined) return this;
    return new TerraformError(this.code, withoutPlace(this), where, argument);
  }
}

/** What an error says, without the place that its message begins with. */
export function withoutPlace({ message, where }: TerraformError): string {
  return where !== undefined && message.startsWith(`${where}: `) ? message.slice(where.length + 2) : message;
}

/**
 * Runs a reader. A document of another shape than Terraform writes makes JavaScript throw an error of its own; it
 * becomes a TerraformError, so that callers have one kind of error to handle. That error is its cause: its own words
 * say nothing about the document.
 *
 * @throws TerraformError `DOCUMENT_MALFORMED`
 */
export function withTerraformErrors<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TerraformError) throw error;
    const message =
      error instanceof RangeError
        ? "the document is nested too deeply, or is too large"
        : "the document does not have the shape of Terraform, and where it differs is not known";
    throw Object.assign(new TerraformError("DOCUMENT_MALFORMED", message), { cause: error });
  }
}
