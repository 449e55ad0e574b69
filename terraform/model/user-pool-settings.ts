/** What the Terraform says about the accounts of a user pool. */
export interface UserPoolSettings {
  readonly passwordPolicy: PasswordPolicy;
  /** Attributes that users sign in with in place of a user name, which is then made: `email`. */
  readonly usernameAttributes: readonly ContactAttribute[];
  /** Attributes that users sign in with beside their user name, once they are verified. */
  readonly aliasAttributes: readonly AliasAttribute[];
  /** Attributes to which a code is sent when they are given. */
  readonly autoVerifiedAttributes: readonly ContactAttribute[];
  /** Attributes that keep their value until the new one is verified. */
  readonly verifiedBeforeUpdate: readonly ContactAttribute[];
  /** Ways to a new password, in the order of their priority. */
  readonly recovery: readonly RecoveryMechanism[];
  /** Whether anyone may sign up. */
  readonly allowsSignUp: boolean;
  /** Whether a message that confirms an account has a link in place of a code. */
  readonly confirmsByLink: boolean;
  readonly messages: PoolMessages;
  readonly mfa: MfaSettings;
  /** What USER_AUTH may begin with. */
  readonly firstFactors: readonly FirstFactor[];
  /** Absent where devices are not tracked. */
  readonly devices?: {
    readonly challengesNewDevices: boolean;
    /** Whether a device is remembered only where its user says so. */
    readonly asksToRemember: boolean;
  };
  /** Standard and custom attributes by their name, `email`, `custom:town`. */
  readonly attributes: ReadonlyMap<string, UserAttribute>;
  /** ARNs of functions. The trigger of tokens is the pool's `preTokenGeneration`. */
  readonly triggers: Readonly<Partial<Record<UserPoolTrigger, string>>>;
  readonly tier: "LITE" | "ESSENTIALS" | "PLUS";
}

export type ContactAttribute = "email" | "phone_number";
export type AliasAttribute = ContactAttribute | "preferred_username";
export type RecoveryMechanism = "verified_email" | "verified_phone_number" | "admin_only";
export type FirstFactor = "PASSWORD" | "EMAIL_OTP" | "SMS_OTP" | "WEB_AUTHN";

/** How the Terraform words messages. What it does not word, AWS does. */
export interface PoolMessages {
  /** Of codes, but for those of a sign-in. */
  readonly verification: MessageTemplate;
  /** In its place, where an account is confirmed by a link. */
  readonly link: MessageTemplate;
  /** Of temporary passwords. */
  readonly invitation: MessageTemplate;
  /** Of codes of a sign-in. */
  readonly authentication: MessageTemplate;
}

/** `{####}` stands for the code or the temporary password, `{username}` for the name, `{##TEXT##}` for a link. */
export interface MessageTemplate {
  readonly subject?: string;
  readonly email?: string;
  readonly sms?: string;
}

export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requiresLowercase: boolean;
  readonly requiresUppercase: boolean;
  readonly requiresNumbers: boolean;
  readonly requiresSymbols: boolean;
  /** How many former passwords cannot be used again. */
  readonly historySize: number;
  readonly temporaryPasswordDays: number;
}

export interface MfaSettings {
  readonly mode: "OFF" | "OPTIONAL" | "ON";
  readonly sms: boolean;
  readonly softwareToken: boolean;
  readonly email: boolean;
  /** Passkeys, where the pool names a relying party or how users are verified. */
  readonly webAuthn?: {
    readonly relyingPartyId?: string;
    readonly userVerification: "required" | "preferred";
  };
}

export interface UserAttribute {
  /** `email`, `custom:town`, `dev:custom:town` */
  readonly name: string;
  readonly type: "String" | "Number" | "Boolean" | "DateTime";
  /** Whether administrators alone may write it. */
  readonly developerOnly: boolean;
  readonly mutable: boolean;
  readonly required: boolean;
  /** Least and most characters of a text, least and most of a number; absent is no limit. */
  readonly least?: number;
  readonly most?: number;
}

/** The triggers that are functions with one version, and nothing else. */
export type UserPoolTrigger =
  | "preSignUp"
  | "postConfirmation"
  | "preAuthentication"
  | "postAuthentication"
  | "customMessage"
  | "userMigration"
  | "defineAuthChallenge"
  | "createAuthChallenge"
  | "verifyAuthChallengeResponse"
  | "customEmailSender"
  | "customSmsSender";

/** What the Terraform says about the accounts that users reach through a client. */
export interface ClientSettings {
  /** How long users have to answer a challenge. */
  readonly authSessionMinutes: number;
  /** Whether answers do not tell whether a user exists. */
  readonly hidesUserExistence: boolean;
  readonly revokesTokens: boolean;
  /** Absent where a refresh token stays the same. */
  readonly rotation?: { readonly retryGraceSeconds: number };
  /** Absent is every standard attribute. */
  readonly readAttributes?: readonly string[];
  /** Absent is every standard attribute. */
  readonly writeAttributes?: readonly string[];
}

/** A user that the Terraform makes. */
export interface DeclaredUser {
  readonly address: string;
  readonly username: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
  readonly isEnabled: boolean;
  /** Absent where the Terraform has none, or one that is not known before it is applied. */
  readonly password?: string;
  /** Whether the user must choose another password at the first sign-in. */
  readonly mustChangePassword: boolean;
}
