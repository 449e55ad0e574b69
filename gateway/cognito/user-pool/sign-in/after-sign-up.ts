import { openSignUpSession } from "../accounts/sign-up-session";
import type { FlowContext } from "../auth-flow";
import type { NamedUser } from "./attempt-password";
import { spend } from "./challenge-session";
import { firstChallenges } from "./first-factor";
import { nextStep } from "./next-step";

/**
 * Signs in a user who has just given the code of the sign-up, where a code to that address is a first factor.
 *
 * @param session that ConfirmSignUp gave: it is taken once
 * @returns `undefined` where the user must begin as everybody does
 * @throws {ServiceError} `NotAuthorizedException`
 */
export async function afterSignUp(
  session: string,
  { name, user }: NamedUser,
  context: FlowContext,
): Promise<unknown> {
  const opened = openSignUpSession(session, user, context, context);
  const factor = opened.confirmed === "phone_number" ? "SMS_OTP" : "EMAIL_OTP";
  if (user === undefined || opened.confirmed === undefined) return undefined;
  if (!firstChallenges({ name, user }, context).includes(factor)) return undefined;
  await spend(opened, context);
  return nextStep(user, { name, source: "TokenGeneration_Authentication" }, context);
}
