import type { Known } from "./known";

/** A SAML identity provider whose assertions STS takes. */
export interface SamlProvider {
  readonly address: string;
  /** `arn:aws:iam::123456789012:saml-provider/directory` */
  readonly arn: string;
  readonly name: string;
  /** The provider's metadata document, as XML. */
  readonly metadata: Known<string>;
}
