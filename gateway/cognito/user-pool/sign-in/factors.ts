import type { FirstFactor, UserPool } from "../../../../terraform/model";
import type { MfaFactor, StoredUser } from "../../directory/stored-user";

/** The second factors that the pool has. */
export function poolFactors({ settings: { mfa } }: UserPool): readonly MfaFactor[] {
  if (mfa.mode === "OFF") return [];
  return [
    ...(mfa.sms ? ["SMS_MFA" as const] : []),
    ...(mfa.softwareToken ? ["SOFTWARE_TOKEN_MFA" as const] : []),
    ...(mfa.email ? ["EMAIL_OTP" as const] : []),
  ];
}

/** Whether a user can answer a factor now. */
const ANSWERS: Readonly<Record<MfaFactor, (user: StoredUser) => boolean>> = {
  EMAIL_OTP: ({ attributes }) => attributes.email !== undefined && attributes.email_verified === "true",
  SMS_MFA: ({ attributes }) => attributes.phone_number !== undefined,
  SOFTWARE_TOKEN_MFA: ({ mfa }) => mfa.totp !== undefined,
};

export function canAnswer(user: StoredUser, factor: MfaFactor): boolean {
  return ANSWERS[factor](user);
}

/** Whether a user can begin a sign-in with a factor, where the pool has it. */
const BEGINS: Readonly<Record<FirstFactor, (user: StoredUser) => boolean>> = {
  EMAIL_OTP: ({ attributes }) => attributes.email_verified === "true",
  PASSWORD: ({ password }) => password !== undefined,
  SMS_OTP: ({ attributes }) => attributes.phone_number_verified === "true",
  WEB_AUTHN: ({ passkeys = [] }) => passkeys.length > 0,
};

export function canBegin(user: StoredUser, factor: FirstFactor): boolean {
  return BEGINS[factor](user);
}

/**
 * The factors that a user is asked for at sign-in: one of them. Where the pool requires one, a factor that the user has
 * counts without the user's preference.
 */
export function userFactors(user: StoredUser, pool: UserPool): readonly MfaFactor[] {
  const able = poolFactors(pool).filter((factor) => canAnswer(user, factor));
  const chosen = able.filter((factor) => user.mfa.factors.includes(factor));
  if (pool.settings.mfa.mode !== "ON" || chosen.length > 0) {
    const { preferred } = user.mfa;
    return preferred !== undefined && chosen.includes(preferred) ? [preferred] : chosen;
  }
  const [token] = able.filter((factor) => factor === "SOFTWARE_TOKEN_MFA");
  return token ? [token] : able;
}
