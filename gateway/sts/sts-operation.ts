import type { FunctionCallers } from "../credentials/function-caller";
import type { SigningKey } from "../jwt/keys";
import type { QueryOperation } from "../protocol/query-protocol";

/** What an operation of STS works from. */
export interface StsContext extends FunctionCallers {
  /** Who signs tokens that STS may take. */
  readonly issuers: readonly TokenIssuer[];
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
