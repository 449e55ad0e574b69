import type { SamlProvider } from "../../terraform/model";
import type { FunctionCallers } from "../credentials/function-caller";
import type { SigningKey } from "../jwt/keys";
import type { QueryOperation } from "../protocol/query-protocol";
import type { SamlIssuer } from "../saml/response";
import type { UsedAssertions } from "../saml/used-assertions";

/** What an operation of STS works from. */
export interface StsContext extends FunctionCallers {
  /** Who signs tokens that STS may take. */
  readonly issuers: readonly TokenIssuer[];
  readonly samlProviders: readonly KnownSamlProvider[];
  readonly used: UsedAssertions;
}

/** A SAML provider of the Terraform, and who signs for it. */
export interface KnownSamlProvider extends SamlProvider {
  readonly issuer: SamlIssuer;
}

/** An issuer of which this gate has the keys. */
export interface TokenIssuer {
  /** Exact value of `iss`. */
  readonly issuer: string;
  readonly keys: readonly SigningKey[];
}

export function stsOperation(operation: QueryOperation<StsContext>): QueryOperation<StsContext> {
  return operation;
}
