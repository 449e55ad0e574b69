import { shown } from "../declaration";
import { DeclarationError, type DeclarationErrorCode } from "../declaration/errors";
import { hasFactor, sendsTexts, textsBesides, type UserPoolSettings } from "./user-pool-settings";

/** @throws DeclarationError as `userPoolArguments` does, but for the attributes */
export function checkUserPool(settings: UserPoolSettings): void {
  const refuse = (code: DeclarationErrorCode, message: string): never => {
    throw new DeclarationError(code, `The user pool ${message}`);
  };
  const {
    tier = "ESSENTIALS",
    mfa = "optional",
    mfaFactors = ["totp"],
    passwordHistory: history = 0,
  } = settings;
  const {
    passwordLength = 12,
    passwordless: first,
    signInWith = ["user-name"],
    threatProtection = "off",
  } = settings;
  if (typeof settings.selfSignUp !== "boolean") {
    refuse(
      "SELF_SIGN_UP_UNDECIDED",
      `does not decide who may sign up: selfSignUp is ${shown(settings.selfSignUp)}; expected true, which lets every visitor sign up, or false.`,
    );
  }
  if (tier === "LITE") {
    refuse(
      "TIER_TOO_LOW",
      "has the tier LITE; the trigger that puts roles into access tokens needs ESSENTIALS.",
    );
  }
  if (tier !== "PLUS" && (history > 0 || threatProtection !== "off")) {
    const what = history > 0 ? "a password history" : "threat protection";
    refuse("TIER_TOO_LOW", `has ${what} and the tier ${tier}; that needs PLUS.`);
  }
  if (mfa !== "off" && mfaFactors.length === 0) {
    refuse("MFA_WITHOUT_FACTOR", `has MFA ${mfa} and no factor; expected totp, sms or email.`);
  }
  if (mfaFactors.includes("email") && !settings.email) {
    refuse(
      "MFA_EMAIL_UNSENT",
      "sends second factors by e-mail and has no SES identity (`email`) to send them.",
    );
  }
  checkTexts(settings, refuse);
  if (mfa === "on" && first) {
    refuse(
      "MFA_PASSWORDLESS",
      "demands a second factor and lets users in by a passkey or a code alone; choose one.",
    );
  }
  if (!Number.isInteger(passwordLength) || passwordLength < 12 || passwordLength > 99) {
    refuse(
      "PASSWORD_LENGTH_INVALID",
      `requires passwords of ${passwordLength} characters; expected 12 to 99.`,
    );
  }
  if (!Number.isInteger(history) || history < 0 || history > 24) {
    refuse("PASSWORD_HISTORY_INVALID", `remembers ${history} passwords; expected 0 to 24.`);
  }
  if (signInWith.length === 0) refuse("SIGN_IN_MISSING", "has no way to sign in: `signInWith` is empty.");
  if (first?.factors.includes("passkey") && first.relyingParty === undefined) {
    refuse("PASSKEY_DOMAIN_MISSING", "accepts passkeys and names no domain for them (`relyingParty`).");
  }
}

/** A second factor and account recovery must not use the same phone or the same mailbox. */
function checkTexts(
  settings: UserPoolSettings,
  refuse: (code: DeclarationErrorCode, message: string) => never,
): void {
  const texts = textsBesides(settings);
  const { mfa = "optional", recovery: ways = [] } = settings;
  if (texts !== undefined && mfa !== "off" && !hasFactor(settings, "sms")) {
    refuse(
      "MFA_BY_TEXT_IMPLIED",
      `${texts} and has MFA ${mfa} without "sms" among mfaFactors; a pool that can send text messages accepts them as a second factor, unless MFA is off. Expected "sms" among mfaFactors, or mfa "off".`,
    );
  }
  if (texts !== undefined && mfa === "off" && settings.passwordless?.factors.includes("passkey")) {
    refuse(
      "MFA_BY_TEXT_IMPLIED",
      `${texts}, accepts passkeys, and has MFA off; the provider then turns text messages on as a second factor when it creates the pool. Expected "sms" among mfaFactors with mfa "optional", or no passkeys.`,
    );
  }
  if (hasFactor(settings, "sms") && (ways.includes("phone") || hasFactor(settings, "email"))) {
    const what = ways.includes("phone") ? "recovery by phone" : "a second factor by e-mail, which needs it";
    refuse(
      "RECOVERY_CLASH",
      `has text messages as a second factor and ${what}; Cognito accepts recovery by phone only where no second factor goes to the phone. Choose one.`,
    );
  }
  if (ways.includes("phone") && !ways.includes("email") && !sendsTexts(settings)) {
    refuse(
      "RECOVERY_UNSENT",
      "lets users recover by phone alone and sends no text messages; expected e-mail.",
    );
  }
}
