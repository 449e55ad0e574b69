import * as v from "valibot";
import type { UserPool } from "../../../terraform/model";
import type { MfaFactor, StoredUser, UserMfa } from "../directory/stored-user";
import { cognitoError } from "../exceptions";
import { canAnswer, poolFactors } from "./sign-in/factors";

const SETTING = v.optional(
  v.object({ Enabled: v.optional(v.boolean()), PreferredMfa: v.optional(v.boolean()) }),
);

/** The members of SetUserMFAPreference and of its administrators' form. */
export const preferenceEntries = {
  SMSMfaSettings: SETTING,
  SoftwareTokenMfaSettings: SETTING,
  EmailMfaSettings: SETTING,
};

type Setting = v.InferOutput<typeof SETTING>;
export type Preference = Readonly<Record<keyof typeof preferenceEntries, Setting>>;

const MEMBERS: Readonly<Record<keyof Preference, MfaFactor>> = {
  SMSMfaSettings: "SMS_MFA",
  SoftwareTokenMfaSettings: "SOFTWARE_TOKEN_MFA",
  EmailMfaSettings: "EMAIL_OTP",
};

/**
 * The user's second factors after a change of the preference. A factor that it does not name stays as it is.
 *
 * @throws {ServiceError} `InvalidParameterException` for a factor that the pool or the user does not have
 */
export function preferredMfa(user: StoredUser, preference: Partial<Preference>, pool: UserPool): UserMfa {
  const entries = Object.entries(MEMBERS).map(
    ([member, factor]) => [factor, preference[member as keyof Preference]] as const,
  );
  const on = new Set(user.mfa.factors);
  let { preferred } = user.mfa;
  for (const [factor, setting] of entries) {
    if (setting === undefined) continue;
    const { Enabled: isEnabled = on.has(factor), PreferredMfa: isPreferred = false } = setting;
    if (isEnabled) checkUsable(factor, user, pool);
    if (isPreferred && !isEnabled)
      throw cognitoError("InvalidParameterException", `${factor} is preferred, and is not enabled.`);
    if (isEnabled) on.add(factor);
    else on.delete(factor);
    if (preferred === factor) preferred = undefined;
  }
  const wanted = entries.flatMap(([factor, setting]) => (setting?.PreferredMfa ? [factor] : []));
  if (wanted.length > 1)
    throw cognitoError("InvalidParameterException", "Only one second factor can be preferred.");
  const chosen = wanted[0] ?? preferred;
  const { preferred: _, ...mfa } = user.mfa;
  return { ...mfa, factors: [...on], ...(chosen !== undefined && { preferred: chosen }) };
}

function checkUsable(factor: MfaFactor, user: StoredUser, pool: UserPool): void {
  if (!poolFactors(pool).includes(factor))
    throw cognitoError("InvalidParameterException", `${factor} is not enabled for the user pool.`);
  if (canAnswer(user, factor)) return;
  throw cognitoError(
    "InvalidParameterException",
    factor === "SOFTWARE_TOKEN_MFA"
      ? "User has not verified software token mfa"
      : `User does not have delivery config set to turn on ${factor}`,
  );
}
