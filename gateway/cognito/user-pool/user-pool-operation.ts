import * as v from "valibot";
import type { ApiModel, UserPool, UserPoolClient } from "../../../terraform/model";
import type { SigningKey } from "../../jwt/keys";
import type { Runner } from "../../lambda/runner";
import type { Operation } from "../../protocol/json-protocol";
import type { Seal } from "../../state/seal";
import type { Directory } from "../directory/directory";
import type { StoredUser } from "../directory/stored-user";
import { cognitoError } from "../exceptions";

/** What an operation of user pools works from. */
export interface UserPoolContext {
  readonly model: ApiModel;
  readonly directory: Directory;
  readonly idTokenKey: SigningKey;
  readonly accessTokenKey: SigningKey;
  readonly seal: Seal;
  /** Where browsers reach the gate: `http://127.0.0.1:3000` */
  readonly endpoint: string;
  /** The key id that functions sign with in this run of the gate. */
  readonly accessKeyId: string;
  readonly invoke: Runner["invoke"];
  /** Takes a line; codes that Cognito would send are written there. */
  readonly log: (line: string) => void;
  readonly now: () => Date;
  /**
   * Takes the user who has signed in, in place of tokens: the pool's own pages give them to the client later.
   *
   * @default tokens are issued
   */
  readonly onSignedIn?: (user: StoredUser) => void;
}

/** Infers the type of an operation's input from its schema. */
export function userPoolOperation<Input>(
  operation: Operation<UserPoolContext, Input>,
): Operation<UserPoolContext, Input> {
  return operation;
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
  throw cognitoError("ResourceNotFoundException", `User pool client ${clientId} does not exist.`);
}

/** @throws {ServiceError} `ResourceNotFoundException` */
export function clientOfPool({ clients }: UserPool, clientId: string): UserPoolClient {
  const client = clients.find(({ id }) => id === clientId);
  if (client === undefined)
    throw cognitoError("ResourceNotFoundException", `User pool client ${clientId} does not exist.`);
  return client;
}

/** @throws {ServiceError} `ResourceNotFoundException` */
export function findPool({ model }: UserPoolContext, id: string): UserPool {
  const pool = model.userPools.find((candidate) => candidate.id === id);
  if (pool === undefined) throw cognitoError("ResourceNotFoundException", `User pool ${id} does not exist.`);
  return pool;
}

/** An attribute that codes are sent to. */
export const contactInput = v.picklist(
  ["email", "phone_number"],
  "Invalid attribute name: only email and phone_number can be verified.",
);
