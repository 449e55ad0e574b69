import { checkInput } from "../../protocol/input";
import type { Operation } from "../../protocol/json-protocol";
import { ServiceError } from "../../protocol/service-error";
import { secretHash } from "../user-pool/client-secret";
import type { UserPoolContext } from "../user-pool/user-pool-operation";
import type { DomainContext, OauthClient } from "./context";

/**
 * Runs an operation of the user pool for a form of a page, as the request's client would.
 *
 * @param username over which a client with a secret makes the hash
 * @returns what went wrong, as the operation says it, or its output
 */
export async function runOperation<Input>(
  operation: Operation<UserPoolContext, Input>,
  { input, username }: { readonly username: string; readonly input: Readonly<Record<string, unknown>> },
  {
    asked: { client },
    context,
  }: { readonly asked: Pick<OauthClient, "client">; readonly context: DomainContext },
): Promise<{ readonly output: unknown } | { readonly problem: string }> {
  const SecretHash = secretHash(client, username, context.seal);
  const members = { ...input, ClientId: client.id, ...(SecretHash !== undefined && { SecretHash }) };
  try {
    return { output: await operation.run(checkInput(operation.input, members), context) };
  } catch (error) {
    if (error instanceof ServiceError) return { problem: error.message };
    throw error;
  }
}
