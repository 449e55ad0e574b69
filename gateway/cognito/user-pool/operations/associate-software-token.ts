import * as v from "valibot";
import { makeTotpSecret } from "../../totp";
import { nextSession, tokenOwner } from "../sign-in/token-owner";
import { userPoolOperation } from "../user-pool-operation";

/**
 * Hands out the secret of a software token. A token that the user has stays in use until the new one is verified.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AssociateSoftwareToken.html
 */
export const associateSoftwareToken = userPoolOperation({
  name: "AssociateSoftwareToken",
  input: v.object({ AccessToken: v.optional(v.string()), Session: v.optional(v.string()) }),
  async run(input, context) {
    const owner = tokenOwner(input, context);
    const secret = makeTotpSecret();
    const [session] = await Promise.all([
      nextSession(owner),
      context.directory.users.change(owner.user, (present) => ({
        ...present,
        mfa: { ...present.mfa, pendingSecret: secret },
      })),
    ]);
    return { SecretCode: secret, ...session };
  },
});
