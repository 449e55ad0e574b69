import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { authFlow } from "../auth-flow";
import { namedUser } from "../sign-in/attempt-password";
import { defineNext } from "../sign-in/custom-auth";
import { beforeAuthentication } from "../triggers/authentication";

/** CUSTOM_AUTH: the pool's own challenges, after a proof of the password where the client begins with SRP_A. */
export const customAuth = authFlow({
  name: "CUSTOM_AUTH",
  parameters: v.object({
    USERNAME: requiredText,
    CHALLENGE_NAME: v.optional(v.string()),
    SRP_A: v.optional(v.string()),
  }),
  async run({ CHALLENGE_NAME: first, SRP_A: srpA, USERNAME: name }, context) {
    if (first !== undefined && (first !== "SRP_A" || srpA === undefined))
      throw cognitoError("InvalidParameterException", "Missing required parameter SRP_A");
    const named = namedUser(name, context);
    await beforeAuthentication(name, named.user, context);
    const history = first === "SRP_A" ? [{ challengeName: first, challengeResult: true }] : [];
    return defineNext({ ...named, history, ...(srpA !== undefined && { srpA }) }, context);
  },
});
