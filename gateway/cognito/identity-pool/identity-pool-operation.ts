import type { IdentityPool } from "../../../terraform/model";
import type { FunctionCallers } from "../../credentials/function-caller";
import type { IssuerKeys } from "../../http-api/jwt/issuer-keys";
import type { SigningKey } from "../../jwt/keys";
import type { Operation } from "../../protocol/json-protocol";
import type { ServiceError } from "../../protocol/service-error";
import type { KnownSamlProvider } from "../../sts/sts-operation";
import type { Directory } from "../directory/directory";
import { cognitoError } from "../exceptions";
import type { Identities } from "./identities";

/** What an operation of identity pools works from. */
export interface IdentityPoolContext extends FunctionCallers {
  readonly directory: Directory;
  readonly identities: Identities;
  /** Keys that the user pools sign with. */
  readonly tokenKeys: readonly SigningKey[];
  /** Finds the keys of issuers that are no user pools. */
  readonly issuerKeys: IssuerKeys;
  readonly samlProviders: readonly KnownSamlProvider[];
  readonly log: (line: string) => void;
  /** Signs the identity pools' own tokens. */
  readonly idTokenKey: SigningKey;
}

/** Infers the type of an operation's input from its schema. */
export function identityPoolOperation<Input>(
  operation: Operation<IdentityPoolContext, Input>,
): Operation<IdentityPoolContext, Input> {
  return operation;
}

/** @throws {ServiceError} `ResourceNotFoundException` */
export function findIdentityPool(
  { model }: Pick<IdentityPoolContext, "model">,
  poolId: string,
): IdentityPool {
  const pool = model.identityPools.find(({ id }) => id === poolId);
  if (pool === undefined)
    throw cognitoError("ResourceNotFoundException", `IdentityPool '${poolId}' not found.`);
  return pool;
}

export function identityNotFound(id: string): ServiceError {
  return cognitoError("ResourceNotFoundException", `Identity '${id.slice(0, 200)}' not found.`);
}
