import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { sameText } from "../../../state/same-text";
import { notAuthorized } from "../../exceptions";
import { authFlow } from "../auth-flow";
import { issueTokens } from "../tokens";

/** USER_PASSWORD_AUTH: name and password in the clear. For scripts; a browser or an app uses SRP. */
export const userPasswordAuth = authFlow({
  name: "USER_PASSWORD_AUTH",
  parameters: v.object({ USERNAME: requiredText, PASSWORD: requiredText }),
  async run({ PASSWORD: password, USERNAME: username }, context) {
    const { attempts, now, pool, users } = context;
    const compared = (name: string) => (pool.ignoresCase ? name.toLowerCase() : name);
    const user = users.get(pool.id)?.find((candidate) => compared(candidate.username) === compared(username));
    const attempted = { poolId: pool.id, name: compared(username), isKnown: user !== undefined };
    if (attempts.isLocked(attempted, now())) throw notAuthorized("Password attempts exceeded");
    // The answer is the same for an unknown user, so that it does not tell who has an account.
    if (!sameText(password, user?.password ?? "") || user === undefined) {
      attempts.failed(attempted, now());
      throw notAuthorized("Incorrect username or password.");
    }
    attempts.succeeded(attempted);
    return {
      ChallengeParameters: {},
      AuthenticationResult: await issueTokens(user, context, "TokenGeneration_Authentication"),
    };
  },
});
