/** Why a SAML response is not taken. */
export type SamlProblem =
  /** It is not in a form that is read: also a document type, a comment, a second assertion, or a part that is encrypted. */
  | "malformed"
  /** No signature of the identity provider covers what would be read. */
  | "signature"
  /** It is of another identity provider. */
  | "issuer"
  /** The identity provider says that the sign-in failed. */
  | "status"
  /** Its time is over, or is not there yet. */
  | "expired"
  | "early"
  /** It is meant for another service, or for another address. */
  | "audience"
  | "recipient"
  /** It answers another request, or one where none was made. */
  | "request";

export class SamlError extends Error {
  override readonly name = "SamlError";

  constructor(
    readonly problem: SamlProblem,
    message: string,
  ) {
    super(message);
  }
}

export function malformed(message: string): SamlError {
  return new SamlError("malformed", message);
}
