/** How people sign in to a user pool, as the arguments of aws_cognito_user_pool. Pure. */
import type { CognitoUserPoolConfig } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { shown } from "../declaration";
import { DeclarationError } from "../errors";
import { type CustomAttribute, schemaOf } from "./custom-attributes";

export type Tier = "LITE" | "ESSENTIALS" | "PLUS";

export interface UserPoolSettings {
  /** Whether anybody may sign up, and so pass every route for `signed-in`; else an administrator creates users. */
  readonly selfSignUp: boolean;
  /** The pool's tier, which is what it costs: see docs/costs.md. @default "ESSENTIALS" */
  readonly tier?: Tier;
  /** What a user may type as their name. A change replaces the pool, and its users are lost. @default ["user-name"] */
  readonly signInWith?: readonly ("user-name" | "email" | "phone")[];
  /** Characters, 12 to 99. @default 12 */
  readonly passwordLength?: number;
  /** How many former passwords are refused, up to 24. Needs PLUS. @default 0 */
  readonly passwordHistory?: number;
  /** Second factors: left to the user, demanded of everyone, or none. @default "optional" */
  readonly mfa?: "optional" | "on" | "off";
  /** Which second factors there are, the preferred first. @default ["totp"] */
  readonly mfaFactors?: readonly ("totp" | "sms" | "email")[];
  /** First factors besides the password. `relyingParty` is the domain that passkeys belong to. @default none */
  readonly passwordless?: {
    readonly factors: readonly ("passkey" | "email-code" | "sms-code")[];
    readonly relyingParty?: string;
  };
  /** What happens at a sign-in that looks like an attack. Needs PLUS. @default "off" */
  readonly threatProtection?: "off" | "audit" | "enforced";
  /** Who sends mail: an SES identity. @default Cognito itself, fifty a day */
  readonly email?: { readonly from: string; readonly sesArn: string };
  /** @default none */
  readonly customAttributes?: readonly CustomAttribute[];
  /** The custom attributes of the last deployment. @default none */
  readonly deployedAttributes?: readonly CustomAttribute[];
}

/** Whether text messages are sent, for which the pool needs a role of its own. */
export function sendsTexts(settings: UserPoolSettings): boolean {
  return (
    settings.mfaFactors?.includes("sms") === true ||
    settings.passwordless?.factors.includes("sms-code") === true ||
    settings.signInWith?.includes("phone") === true
  );
}

/**
 * @throws DeclarationError `SELF_SIGN_UP_UNDECIDED`, `TIER_TOO_LOW`, `MFA_WITHOUT_FACTOR`, `MFA_EMAIL_UNSENT`, `MFA_PASSWORDLESS`, `PASSWORD_LENGTH_INVALID`,
 *   `PASSWORD_HISTORY_INVALID`, `SIGN_IN_MISSING`, `PASSKEY_DOMAIN_MISSING`, and those of `schemaOf`
 */
export function userPoolArguments(settings: UserPoolSettings): Omit<CognitoUserPoolConfig, "name"> {
  check(settings);
  const { mfa = "optional", threatProtection = "off" } = settings;
  const factors = settings.mfaFactors ?? ["totp"];
  const schema = schemaOf(settings.customAttributes ?? [], settings.deployedAttributes ?? []);
  return {
    userPoolTier: settings.tier ?? "ESSENTIALS",
    ...names(settings),
    passwordPolicy: {
      minimumLength: settings.passwordLength ?? 12,
      requireLowercase: true,
      requireUppercase: true,
      requireNumbers: true,
      requireSymbols: true,
      temporaryPasswordValidityDays: 3,
      ...(settings.passwordHistory !== undefined && { passwordHistorySize: settings.passwordHistory }),
    },
    mfaConfiguration: mfa.toUpperCase(),
    ...(mfa !== "off" && factors.includes("totp") && { softwareTokenMfaConfiguration: { enabled: true } }),
    ...(mfa !== "off" &&
      factors.includes("email") && {
        emailMfaConfiguration: { message: "Your code is {####}", subject: "Your sign-in code" },
      }),
    ...passwordless(settings),
    ...(settings.email && {
      emailConfiguration: {
        emailSendingAccount: "DEVELOPER",
        fromEmailAddress: settings.email.from,
        sourceArn: settings.email.sesArn,
      },
    }),
    adminCreateUserConfig: { allowAdminCreateUserOnly: !settings.selfSignUp },
    ...(threatProtection !== "off" && {
      userPoolAddOns: {
        advancedSecurityMode: threatProtection.toUpperCase(),
        advancedSecurityAdditionalFlows: { customAuthMode: threatProtection.toUpperCase() },
      },
    }),
    ...(schema.length > 0 && { schema }),
    deletionProtection: "ACTIVE",
    lifecycle: { preventDestroy: true },
  };
}

function names(settings: UserPoolSettings): Partial<CognitoUserPoolConfig> {
  const signInWith = settings.signInWith ?? ["user-name"];
  const contacts = signInWith
    .filter((name) => name !== "user-name")
    .map((name) => (name === "phone" ? "phone_number" : name));
  const verified = contacts.length > 0 ? contacts : ["email"];
  return {
    // A contact proves nothing until its owner has confirmed it, and a change not until the new one is.
    autoVerifiedAttributes: verified,
    ...(settings.signInWith && {
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: verified },
    }),
    ...(contacts.length > 0 &&
      (signInWith.includes("user-name") ? { aliasAttributes: contacts } : { usernameAttributes: contacts })),
    usernameConfiguration: { caseSensitive: false },
    accountRecoverySetting: {
      recoveryMechanism: [
        ...(verified.includes("email") || settings.email ? ["verified_email"] : []),
        // E-mail as a second factor needs another way back in.
        ...(verified.includes("phone_number") || settings.mfaFactors?.includes("email")
          ? ["verified_phone_number"]
          : []),
      ].map((name, i) => ({ name, priority: i + 1 })),
    },
  };
}

function passwordless({ passwordless: given }: UserPoolSettings): Partial<CognitoUserPoolConfig> {
  if (!given) return {};
  const names = { passkey: "WEB_AUTHN", "email-code": "EMAIL_OTP", "sms-code": "SMS_OTP" } as const;
  return {
    signInPolicy: { allowedFirstAuthFactors: ["PASSWORD", ...given.factors.map((factor) => names[factor])] },
    ...(given.factors.includes("passkey") &&
      given.relyingParty !== undefined && {
        webAuthnConfiguration: { relyingPartyId: given.relyingParty, userVerification: "required" },
      }),
  };
}

function check(settings: UserPoolSettings): void {
  const refuse = (code: string, message: string): never => {
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
    throw new DeclarationError(
      "SELF_SIGN_UP_UNDECIDED",
      `The user pool's selfSignUp is ${shown(settings.selfSignUp)}; expected true, which lets anybody sign up, or false.`,
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
  if (mfa === "on" && first) {
    refuse(
      "MFA_PASSWORDLESS",
      "demands a second factor and lets users in by a passkey or a code alone; choose one.",
    );
  }
  if (!Number.isInteger(passwordLength) || passwordLength < 12 || passwordLength > 99) {
    refuse("PASSWORD_LENGTH_INVALID", `wants passwords of ${passwordLength} characters; expected 12 to 99.`);
  }
  if (!Number.isInteger(history) || history < 0 || history > 24) {
    refuse("PASSWORD_HISTORY_INVALID", `remembers ${history} passwords; expected 0 to 24.`);
  }
  if (signInWith.length === 0) refuse("SIGN_IN_MISSING", "lets nobody sign in: `signInWith` is empty.");
  if (first?.factors.includes("passkey") && first.relyingParty === undefined) {
    refuse(
      "PASSKEY_DOMAIN_MISSING",
      "takes passkeys and names no domain (`relyingParty`) that they belong to.",
    );
  }
}
