import { createHash } from "node:crypto";
import type { UserPool } from "../../../../terraform/model";
import type { StoredUser } from "../../directory/stored-user";
import { cognitoError, notAuthorized } from "../../exceptions";

/**
 * The relying party of passkeys at a gate, whatever the pool's `relying_party_id`: a browser uses a passkey only where the
 * page's host is the relying party or below it, and at a gate that is localhost. So no passkey of the cloud is used here,
 * and none that is made here is used there.
 */
export const RELYING_PARTY = "localhost";

/** Bytes, as authenticators sign them. */
export const RELYING_PARTY_HASH = createHash("sha256").update(RELYING_PARTY).digest();

/** COSE algorithms of the keys that are taken: ES256 and RS256, the ones that Cognito asks for. */
export const ALGORITHMS = [-7, -257] as const;

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_StartWebAuthnRegistration.html
 *
 * @throws {ServiceError} where users of the pool cannot have passkeys, or this one signs in elsewhere
 */
export function checkMayRegister({ status }: StoredUser, { domains, settings }: UserPool): void {
  if (!settings.firstFactors.includes("WEB_AUTHN"))
    throw cognitoError("WebAuthnNotEnabledException", "WebAuthn is not enabled for the user pool.");
  if (settings.mfa.webAuthn?.relyingPartyId === undefined && !domains?.length)
    throw cognitoError(
      "WebAuthnConfigurationMissingException",
      "The user pool has neither a relying party id nor a domain.",
    );
  if (status === "EXTERNAL_PROVIDER")
    throw notAuthorized("Users of an identity provider cannot register passkeys.");
}

/** Whether the authenticator must have verified its user. */
export function userVerification({ settings }: UserPool): "preferred" | "required" {
  return settings.mfa.webAuthn?.userVerification ?? "preferred";
}

/** Whether pages of an origin may use passkeys of the relying party. Browsers hold to this too; other clients may not. */
export function isOwnOrigin(origin: string): boolean {
  const match = /^https?:\/\/([a-z0-9.-]+)(?::\d{1,5})?$/.exec(origin);
  const host = match?.[1];
  return host === RELYING_PARTY || host?.endsWith(`.${RELYING_PARTY}`) === true;
}
