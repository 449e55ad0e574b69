import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { notAuthorized } from "../../exceptions";
import { isPassword } from "../../srp/password";
import { authFlow } from "../auth-flow";
import { signedIn } from "../tokens";

/** USER_PASSWORD_AUTH: name and password in the clear. For scripts; a browser or an app uses SRP. */
export const userPasswordAuth = authFlow({
  name: "USER_PASSWORD_AUTH",
  parameters: v.object({ USERNAME: requiredText, PASSWORD: requiredText }),
  async run({ PASSWORD: password, USERNAME: name }, context) {
    const {
      directory: { attempts, users },
      now,
      pool,
    } = context;
    const user = users.find(pool, name);
    const attempted = {
      poolId: pool.id,
      name: user?.username ?? (pool.ignoresCase ? name.toLowerCase() : name),
      isKnown: user !== undefined,
    };
    if (await attempts.isLocked(attempted, now())) throw notAuthorized("Password attempts exceeded");
    // The answer is the same for an unknown user, so that it does not tell who has an account.
    const owner = { poolId: pool.id, username: user?.username ?? name };
    if (!isPassword(owner, password, user?.password) || user === undefined) {
      await attempts.failed(attempted, now());
      throw notAuthorized("Incorrect username or password.");
    }
    await attempts.succeeded(attempted);
    return signedIn(user, context, { source: "TokenGeneration_Authentication" });
  },
});
