/** The challenges that RespondToAuthChallenge knows. Those of devices never come up in a pool without device tracking. */
export const CHALLENGES = [
  "CUSTOM_CHALLENGE",
  "DEVICE_PASSWORD_VERIFIER",
  "DEVICE_SRP_AUTH",
  "EMAIL_OTP",
  "MFA_SETUP",
  "NEW_PASSWORD_REQUIRED",
  "PASSWORD",
  "PASSWORD_SRP",
  "PASSWORD_VERIFIER",
  "SELECT_CHALLENGE",
  "SELECT_MFA_TYPE",
  "SMS_MFA",
  "SMS_OTP",
  "SOFTWARE_TOKEN_MFA",
  "WEB_AUTHN",
] as const;

export type ChallengeName = (typeof CHALLENGES)[number];
