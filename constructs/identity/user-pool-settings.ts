/** How people sign in to a user pool. */
import type { CustomAttribute } from "./custom-attributes";

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
  /**
   * Which second factors there are, the preferred first. To add `"email"` to a pool that is deployed, deploy its `email`
   * and `recovery: ["email", "phone"]` first, and the factor in a second deployment: the provider asks Cognito for the
   * factor before it sets the sender and the ways back in. `"sms"`, once deployed, ends only with `mfa: "off"`.
   *
   * @default ["totp"]
   */
  readonly mfaFactors?: readonly ("totp" | "sms" | "email")[];
  /**
   * Ways back in for a user who forgot the password. Recovery by phone does not come with sign-in by phone: whoever takes
   * over the number then takes over the account. It excludes text messages as a second factor.
   *
   * @default e-mail, where it is verified or sent by SES; else an administrator alone
   */
  readonly recovery?: readonly ("email" | "phone")[];
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
  return settings.mfaFactors?.includes("sms") === true || textsBesides(settings) !== undefined;
}

/** What text messages are sent for, besides a second factor. */
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
