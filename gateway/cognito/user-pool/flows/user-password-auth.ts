import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { authFlow } from "../auth-flow";
import { namedOrMigratedUser } from "../sign-in/attempt-password";
import { signInWithPassword } from "../sign-in/plain-password";
import { beforeAuthentication } from "../triggers/authentication";

/** USER_PASSWORD_AUTH: name and password in the clear. For scripts; a browser or an app uses SRP. */
export const userPasswordAuth = authFlow({
  name: "USER_PASSWORD_AUTH",
  parameters: v.object({ USERNAME: requiredText, PASSWORD: requiredText }),
  async run({ PASSWORD: password, USERNAME: name }, context) {
    const named = await namedOrMigratedUser(name, password, context);
    await beforeAuthentication(name, named.user, context);
    return signInWithPassword(named, password, context);
  },
});
