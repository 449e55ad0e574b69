/** The settings of a user pool as the arguments of aws_cognito_user_pool. Pure. */

import type { CognitoUserPoolConfig } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { literal } from "../arguments/literal";
import { schemaOf } from "./custom-attributes";
import { checkUserPool } from "./user-pool-checks";
import { hasFactor, type UserPoolSettings } from "./user-pool-settings";

/**
 * The arguments of a pool. Arguments that keep their former value when they are left out are always written.
 *
 * @throws DeclarationError `SELF_SIGN_UP_UNDECIDED`, `TIER_TOO_LOW`, `MFA_WITHOUT_FACTOR`, `MFA_EMAIL_UNSENT`, `MFA_PASSWORDLESS`, `MFA_BY_TEXT_IMPLIED`,
 *   `RECOVERY_CLASH`, `RECOVERY_UNSENT`, `PASSWORD_LENGTH_INVALID`, `PASSWORD_HISTORY_INVALID`, `SIGN_IN_MISSING`,
 *   `PASSKEY_DOMAIN_MISSING`, and those of `schemaOf`
 */
export function userPoolArguments(settings: UserPoolSettings): Omit<CognitoUserPoolConfig, "name"> {
  checkUserPool(settings);
  const { mfa = "optional", threatProtection = "off" } = settings;
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
    ...(mfa !== "off" && { softwareTokenMfaConfiguration: { enabled: hasFactor(settings, "totp") } }),
    ...(hasFactor(settings, "email") && {
      emailMfaConfiguration: { message: "Your code is {####}", subject: "Your sign-in code" },
    }),
    ...passwordless(settings),
    emailConfiguration: settings.email
      ? {
          emailSendingAccount: "DEVELOPER",
          fromEmailAddress: literal(settings.email.from),
          sourceArn: settings.email.sesArn,
        }
      : { emailSendingAccount: "COGNITO_DEFAULT" },
    adminCreateUserConfig: { allowAdminCreateUserOnly: !settings.selfSignUp },
    ...(threatProtection !== "off" && {
      userPoolAddOns: {
        advancedSecurityMode: threatProtection.toUpperCase(),
        advancedSecurityAdditionalFlows: { customAuthMode: threatProtection.toUpperCase() },
      },
    }),
    ...(schema.length > 0 && { schema }),
  };
}

function names(settings: UserPoolSettings): Partial<CognitoUserPoolConfig> {
  const signInWith = settings.signInWith ?? ["user-name"];
  const contacts = signInWith
    .filter((name) => name !== "user-name")
    .map((name) => (name === "phone" ? "phone_number" : name));
  const verified = contacts.length > 0 ? contacts : ["email"];
  return {
    // An address or number proves nothing until its owner has confirmed it, and neither does a changed one.
    autoVerifiedAttributes: verified,
    ...(settings.signInWith && {
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: verified },
    }),
    ...(contacts.length > 0 &&
      (signInWith.includes("user-name") ? { aliasAttributes: contacts } : { usernameAttributes: contacts })),
    usernameConfiguration: { caseSensitive: false },
    accountRecoverySetting: {
      recoveryMechanism: recovery(settings, verified).map((name, i) => ({ name, priority: i + 1 })),
    },
  };
}

function recovery(settings: UserPoolSettings, verified: readonly string[]): readonly string[] {
  const ways = new Set(
    settings.recovery ?? (verified.includes("email") || settings.email ? (["email"] as const) : []),
  );
  // Cognito accepts e-mail as a second factor only where accounts can be recovered in another way.
  if (hasFactor(settings, "email")) ways.add("email").add("phone");
  return ways.size === 0 ? ["admin_only"] : [...ways].map((way) => RECOVERY[way]);
}

const RECOVERY = { email: "verified_email", phone: "verified_phone_number" } as const;

function passwordless({ passwordless: given }: UserPoolSettings): Partial<CognitoUserPoolConfig> {
  // A pool without the policy keeps its former factors.
  if (!given) return { signInPolicy: { allowedFirstAuthFactors: ["PASSWORD"] } };
  const names = { passkey: "WEB_AUTHN", "email-code": "EMAIL_OTP", "sms-code": "SMS_OTP" } as const;
  return {
    signInPolicy: { allowedFirstAuthFactors: ["PASSWORD", ...given.factors.map((factor) => names[factor])] },
    ...(given.factors.includes("passkey") &&
      given.relyingParty !== undefined && {
        webAuthnConfiguration: { relyingPartyId: literal(given.relyingParty), userVerification: "required" },
      }),
  };
}
