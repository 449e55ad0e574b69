import type { Entry } from "../../state/journal";
import type { StoredPassword } from "../srp/password";

/** A user of a user pool, as the directory keeps it. It is replaced and never changed. */
export interface StoredUser extends Entry {
  readonly poolId: string;
  /** As tokens have it; a pool whose users sign in by e-mail or phone number makes it the `sub`. */
  readonly username: string;
  /** UUID */
  readonly sub: string;
  /** By name, without `sub`; booleans as "true" and "false", as Cognito keeps them. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of groups. A group that the Terraform no longer has counts for nothing. */
  readonly groups: readonly string[];
  /** Absent: the user signs in without a password, or through another provider. */
  readonly password?: StoredPassword;
  /** Until when a temporary password can be used: milliseconds since 1970. */
  readonly temporaryUntil?: number;
  readonly status: UserStatus;
  readonly isEnabled: boolean;
  readonly mfa: UserMfa;
  /** Absent is none. */
  readonly passkeys?: readonly Passkey[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** When all sessions were ended. Milliseconds since 1970. */
  readonly signedOutAt?: number;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserType.html */
export type UserStatus =
  | "CONFIRMED"
  | "EXTERNAL_PROVIDER"
  | "FORCE_CHANGE_PASSWORD"
  | "RESET_REQUIRED"
  | "UNCONFIRMED";

export type MfaFactor = "EMAIL_OTP" | "SMS_MFA" | "SOFTWARE_TOKEN_MFA";

export interface UserMfa {
  /** Factors that are asked for at sign-in. */
  readonly factors: readonly MfaFactor[];
  /** The one that is asked for where there are several. */
  readonly preferred?: MfaFactor;
  /** The verified software token. */
  readonly totp?: SoftwareToken;
  /** Base32: a secret that was handed out and has not been verified. */
  readonly pendingSecret?: string;
}

export interface SoftwareToken {
  /** Base32. */
  readonly secret: string;
  /** The last 30-second step of which a code was used: a code works once. */
  readonly usedStep?: number;
}

/** What is kept of a passkey: https://www.w3.org/TR/webauthn-3/#credential-record */
export interface Passkey {
  /** Base64url, as the authenticator made it. */
  readonly id: string;
  /** Base64url of the COSE key. */
  readonly publicKey: string;
  /** Signatures that the authenticator says it has made; 0 of one that does not count. */
  readonly counter: number;
  /** `internal`, `usb`, …: how a browser reaches the authenticator. */
  readonly transports: readonly string[];
  readonly attachment?: "cross-platform" | "platform";
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

export type UserKey = Pick<StoredUser, "poolId" | "sub">;
