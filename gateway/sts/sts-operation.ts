import type { SamlProvider } from "../../terraform/model";
import type { FunctionCallers } from "../credentials/function-caller";
import type { IssuerKeys } from "../http-api/jwt/issuer-keys";
import type { QueryOperation } from "../protocol/query-protocol";
import type { SamlIssuer } from "../saml/response";
import type { UsedAssertions } from "../saml/used-assertions";

/** What an operation of STS works from. */
export interface StsContext extends FunctionCallers {
  /** Finds the keys of those who sign tokens that STS may take. */
  readonly issuerKeys: IssuerKeys;
  readonly log: (line: string) => void;
  readonly samlProviders: readonly KnownSamlProvider[];
  readonly used: UsedAssertions;
}

/** A SAML provider of the Terraform, and who signs for it. */
export interface KnownSamlProvider extends SamlProvider {
  readonly issuer: SamlIssuer;
}

export function stsOperation(operation: QueryOperation<StsContext>): QueryOperation<StsContext> {
  return operation;
}
