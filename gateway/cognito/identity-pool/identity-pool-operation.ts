import type { FunctionCallers } from "../../credentials/function-caller";
import type { SigningKey } from "../../jwt/keys";
import type { Operation } from "../../protocol/json-protocol";
import type { Directory } from "../directory/directory";

/** What an operation of identity pools works from. */
export interface IdentityPoolContext extends FunctionCallers {
  readonly directory: Directory;
  /** Keys that the user pools sign with. */
  readonly tokenKeys: readonly SigningKey[];
  /** Signs the identity pools' own tokens. */
  readonly idTokenKey: SigningKey;
}

/** Infers the type of an operation's input from its schema. */
export function identityPoolOperation<Input>(
  operation: Operation<IdentityPoolContext, Input>,
): Operation<IdentityPoolContext, Input> {
  return operation;
}
