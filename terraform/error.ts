/** Stable names of what can be wrong with the Terraform that is read. */
export type TerraformErrorCode =
  /** The document, or a block of it, does not have the shape of Terraform JSON. */
  | "document-malformed"
  /** An expression does not parse, or applies an operation to a value that it is not for. */
  | "expression-malformed"
  /** A reference leads to nothing, in Terraform's own sense or in AWS's (a method's authorizer). */
  | "reference-missing"
  | "reference-cycle"
  /** A policy is not a policy document, or has an element that is not understood. */
  | "policy-malformed"
  /** A resource type that the reader does not know. */
  | "type-unknown"
  /** An argument that could matter to access and is not evaluated, or a value outside of what is. */
  | "argument-unsupported"
  | "argument-missing"
  /** A value is needed to decide access, and exists only after apply or cannot be worked out. */
  | "value-unknown"
  /** Two resources claim the same place, such as one method declared twice. */
  | "duplicate"
  /** A plan or state of a version of Terraform's format that is not understood. */
  | "version-unsupported";

/** Terraform that cannot be read, or not without guessing. Reading stops: there is no partial model. */
export class TerraformError extends Error {
  override readonly name = "TerraformError";

  /**
   * @param message what was found, and what was expected
   * @param address where: `api/aws_iam_role.admin`; the message begins with it
   */
  constructor(
    readonly code: TerraformErrorCode,
    message: string,
    readonly address?: string,
  ) {
    super(address === undefined ? message : `${address}: ${message}`);
  }

  /** The same error with its place, if it has none yet. */
  at(address: string): TerraformError {
    return this.address === undefined ? new TerraformError(this.code, this.message, address) : this;
  }
}

/**
 * Runs a reader. A document of another shape than Terraform writes makes JavaScript throw an error of its own; it
 * becomes a TerraformError, so that callers have one kind of error to handle.
 *
 * @throws TerraformError `document-malformed`
 */
export function withTerraformErrors<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TerraformError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new TerraformError(
      "document-malformed",
      `the document does not have the shape of Terraform: ${why}`,
    );
  }
}
