import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { totpStep } from "../../totp";
import { countWrong } from "../sign-in/challenge-session";
import { nextSession, tokenOwner } from "../sign-in/token-owner";
import { userPoolOperation } from "../user-pool-operation";

/**
 * Verifies the secret that AssociateSoftwareToken handed out, by a code. The code is used up.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifySoftwareToken.html
 */
export const verifySoftwareToken = userPoolOperation({
  name: "VerifySoftwareToken",
  input: v.object({
    AccessToken: v.optional(v.string()),
    Session: v.optional(v.string()),
    UserCode: requiredText,
  }),
  async run({ UserCode: code, ...input }, context) {
    const owner = tokenOwner(input, context);
    const { pendingSecret: secret } = owner.user.mfa;
    const step = secret === undefined ? "wrong" : totpStep(code, { secret, now: context.now() });
    if (secret === undefined || typeof step !== "number") {
      if (owner.state) await countWrong(owner.state, owner.user, owner.flow);
      throw cognitoError(
        "EnableSoftwareTokenMFAException",
        "Code mismatch and fail enable Software Token MFA",
      );
    }
    const [session] = await Promise.all([
      nextSession(owner, true),
      context.directory.users.change(owner.user, ({ mfa: { pendingSecret: _, ...mfa }, ...present }) => ({
        ...present,
        mfa: { ...mfa, totp: { secret, usedStep: step } },
      })),
    ]);
    return { Status: "SUCCESS", ...session };
  },
});
