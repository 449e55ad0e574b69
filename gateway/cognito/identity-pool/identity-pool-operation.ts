import type { ApiModel } from "../../../terraform/model";
import type { SigningKey } from "../../jwt/keys";
import type { Operation } from "../../protocol/json-protocol";
import type { Seal } from "../../state/seal";
import type { Directory } from "../directory/directory";

/** What an operation of identity pools works from. */
export interface IdentityPoolContext {
  readonly model: ApiModel;
  readonly directory: Directory;
  /** Keys that the user pools sign with. */
  readonly tokenKeys: readonly SigningKey[];
  readonly seal: Seal;
  readonly now: () => Date;
}

/** Infers the type of an operation's input from its schema. */
export function identityPoolOperation<Input>(
  operation: Operation<IdentityPoolContext, Input>,
): Operation<IdentityPoolContext, Input> {
  return operation;
}
