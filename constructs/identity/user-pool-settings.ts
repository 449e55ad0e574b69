/** How users sign in to a user pool. */
import type { CustomAttribute } from "./custom-attributes";

/** Cognito's feature plan, which decides what is billed. */
export type Tier = "LITE" | "ESSENTIALS" | "PLUS";

export interface UserPoolSettings {
  /** Whether every visitor may sign up, and so call every `signed-in` route. Otherwise an administrator creates users. */
  readonly selfSignUp: boolean;
  /** The pool's tier, which decides its price: docs/costs.md. @default "ESSENTIALS" */
  readonly tier?: Tier;
  /** What users may sign in with. A change replaces the pool, and its users are lost. @default ["user-name"] */
  readonly signInWith?: readonly ("user-name" | "email" | "phone")[];
  /** Characters, 12 to 99. @default 12 */
  readonly passwordLength?: number;
  /** Number of former passwords that are refused, up to 24. Needs PLUS. @default 0 */
  readonly passwordHistory?: number;
  /** Whether a second factor is the user's choice, required of every user, or off. @default "optional" */
  readonly mfa?: "optional" | "on" | "off";
  /**
   * The second factors, the preferred one first. To add `"email"` to a deployed pool, deploy `email` and
   * `recovery: ["email", "phone"]` first, and the factor in a second deployment: the provider sets the factor before the
   * sender and the account recovery. `"sms"`, once deployed, can be removed only by `mfa: "off"`.
   *
   * @default ["totp"]
   */
  readonly mfaFactors?: readonly ("totp" | "sms" | "email")[];
  /**
   * How users recover an account whose password they forgot. Sign-in by phone does not turn on recovery by phone, with which
   * a hijacked number is a hijacked account. Recovery by phone excludes text messages as a second factor.
   *
   * @default e-mail, where it is verified or sent by SES; otherwise an administrator only
   */
  readonly recovery?: readonly ("email" | "phone")[];
  /** First factors beside the password. `relyingParty` is the domain of passkeys. @default none */
  readonly passwordless?: {
    readonly factors: readonly ("passkey" | "email-code" | "sms-code")[];
    readonly relyingParty?: string;
  };
  /** Whether suspicious sign-ins are only logged or also blocked. Needs PLUS. @default "off" */
  readonly threatProtection?: "off" | "audit" | "enforced";
  /** The SES identity that sends mail. @default Cognito itself, 50 mails a day */
  readonly email?: { readonly from: string; readonly sesArn: string };
  /** Attributes of your own. An attribute of a deployed pool can neither be changed nor removed. @default none */
  readonly customAttributes?: readonly CustomAttribute[];
  /** The custom attributes of the last deployment. @default none */
  readonly deployedAttributes?: readonly CustomAttribute[];
}

/** Whether text messages are sent, for which the pool needs a role of its own. */
export function sendsTexts(settings: UserPoolSettings): boolean {
  return settings.mfaFactors?.includes("sms") === true || textsBesides(settings) !== undefined;
}

/** The purposes of text messages, beside a second factor. */
export function textsBesides({ passwordless, signInWith }: UserPoolSettings): string | undefined {
  if (signInWith?.includes("phone")) return "signs users in by phone number";
  return passwordless?.factors.includes("sms-code") ? "lets users in by codes in text messages" : undefined;
}

/** Whether this is a second factor of the pool. */
export function hasFactor(
  { mfa, mfaFactors = ["totp"] }: UserPoolSettings,
  factor: "totp" | "sms" | "email",
): boolean {
  return mfa !== "off" && mfaFactors.includes(factor);
}
