import type { ApiModel } from "../../../terraform/model";
import type { UserPool, UserPoolClient } from "../../../terraform/model/user-pool";
import type { SigningKey } from "../../jwt/keys";
import type { Runner } from "../../lambda/runner";
import { ServiceError } from "../../protocol/json-protocol";
import type { Seal } from "../../state/seal";
import type { SignInAttempts } from "./sign-in-attempts";
import type { Users } from "./users";

/** What the user pool's operations work from. */
export interface UserPoolContext {
  readonly model: ApiModel;
  readonly users: Users;
  readonly attempts: SignInAttempts;
  readonly idTokenKey: SigningKey;
  readonly accessTokenKey: SigningKey;
  readonly seal: Seal;
  readonly invoke: Runner["invoke"];
  readonly now: () => Date;
}

/** @throws {ServiceError} `ResourceNotFoundException` */
export function findClient(
  { model }: UserPoolContext,
  clientId: string,
): { readonly pool: UserPool; readonly client: UserPoolClient } {
  for (const pool of model.userPools) {
    const client = pool.clients.find(({ id }) => id === clientId);
    if (client !== undefined) return { pool, client };
  }
  throw new ServiceError("ResourceNotFoundException", `User pool client ${clientId} does not exist.`);
}
