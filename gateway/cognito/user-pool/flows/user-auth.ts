import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { authFlow } from "../auth-flow";
import { afterSignUp } from "../sign-in/after-sign-up";
import { namedUser } from "../sign-in/attempt-password";
import { beginningUser, beginWith, firstChallenges, selectChallenge } from "../sign-in/first-factor";
import { beforeAuthentication } from "../triggers/authentication";

/** USER_AUTH: the client chooses what to begin with, or names it at once where the user can answer it. */
export const userAuth = authFlow({
  name: "USER_AUTH",
  parameters: v.object({
    USERNAME: requiredText,
    PREFERRED_CHALLENGE: v.optional(v.string()),
    PASSWORD: v.optional(v.string()),
    SRP_A: v.optional(v.string()),
  }),
  async run({ PASSWORD: password, PREFERRED_CHALLENGE: preferred, SRP_A: srpA, USERNAME: name }, context) {
    const found = namedUser(name, context);
    await beforeAuthentication(name, found.user, context);
    const signedUp = context.signUpSession && (await afterSignUp(context.signUpSession, found, context));
    if (signedUp) return signedUp;
    const named = beginningUser(found, context);
    const choice = firstChallenges(named, context).find((each) => each === preferred);
    if (choice === undefined) return selectChallenge(named, context);
    return beginWith(choice, named, { context, password, srpA });
  },
});
