import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { authFlow } from "../auth-flow";
import { namedUser } from "../sign-in/attempt-password";
import { passwordVerifier } from "../sign-in/password-verifier";
import { beforeAuthentication } from "../triggers/authentication";

/** USER_SRP_AUTH: the password is proved and never sent. Of apps. */
export const userSrpAuth = authFlow({
  name: "USER_SRP_AUTH",
  parameters: v.object({ USERNAME: requiredText, SRP_A: requiredText }),
  async run({ SRP_A: srpA, USERNAME: name }, context) {
    const named = namedUser(name, context);
    await beforeAuthentication(name, named.user, context);
    return passwordVerifier(named, srpA, { context });
  },
});
