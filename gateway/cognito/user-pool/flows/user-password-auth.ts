import { requiredText } from "../../../protocol/input";
import { ServiceError } from "../../../protocol/json-protocol";
import { sameText } from "../../../state/same-text";
import { issueTokens } from "../tokens";
import type { FlowContext } from "./flow";

/** USER_PASSWORD_AUTH: name and password in the clear. For scripts; a browser or an app uses SRP. */
export async function userPasswordAuth(
  parameters: Readonly<Record<string, string>>,
  context: FlowContext,
): Promise<unknown> {
  const username = requiredText(parameters, "USERNAME");
  const password = requiredText(parameters, "PASSWORD");
  const { attempts, now, pool, users } = context;
  const compared = (name: string) => (pool.ignoresCase ? name.toLowerCase() : name);
  const user = users.get(pool.id)?.find((candidate) => compared(candidate.username) === compared(username));
  const attempted = { poolId: pool.id, name: compared(username), isKnown: user !== undefined };
  if (attempts.isLocked(attempted, now()))
    throw new ServiceError("NotAuthorizedException", "Password attempts exceeded");
  // One answer for both, so that nobody learns from it who has an account.
  if (!sameText(password, user?.password ?? "") || user === undefined) {
    attempts.failed(attempted, now());
    throw new ServiceError("NotAuthorizedException", "Incorrect username or password.");
  }
  attempts.succeeded(attempted);
  return {
    ChallengeParameters: {},
    AuthenticationResult: await issueTokens(user, context, "TokenGeneration_Authentication"),
  };
}
