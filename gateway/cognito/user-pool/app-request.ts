import * as v from "valibot";
import type { UserPool, UserPoolClient } from "../../../terraform/model";
import { requiredText, textMap } from "../../protocol/input";
import { usernameInput } from "./accounts/user-names";
import { checkSecretHash } from "./client-secret";
import { findClient, type UserPoolContext } from "./user-pool-operation";

/** Input of each operation of an app for a user who is not signed in. */
export const appRequest = {
  ClientId: requiredText,
  Username: usernameInput,
  SecretHash: v.optional(v.string()),
  ClientMetadata: textMap,
};

/**
 * The client of such a request, which proves that the app has its secret.
 *
 * @throws {ServiceError} `ResourceNotFoundException`, `NotAuthorizedException`
 */
export function clientOfApp(
  input: { readonly ClientId: string; readonly Username: string; readonly SecretHash?: string | undefined },
  context: UserPoolContext,
): { readonly pool: UserPool; readonly client: UserPoolClient } {
  const found = findClient(context, input.ClientId);
  checkSecretHash(found.client, { hash: input.SecretHash, username: input.Username, seal: context.seal });
  return found;
}
