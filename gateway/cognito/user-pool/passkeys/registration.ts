import { randomBytes } from "node:crypto";
import * as v from "valibot";
import type { UserPool } from "../../../../terraform/model";
import type { Passkey, StoredUser } from "../../directory/stored-user";
import { cognitoError } from "../../exceptions";
import { checkedClientData, encoded, invalidCredential, relyingPartyMismatch } from "./client-data";
import { webAuthnLibrary } from "./library";
import { ALGORITHMS, RELYING_PARTY, RELYING_PARTY_HASH, userVerification } from "./relying-party";

/** Milliseconds: how long a browser lets its user choose an authenticator. */
export const CEREMONY_MS = 60_000;

/** What a client hands to `navigator.credentials.create`, with bytes as base64url. */
export function creationOptions({ passkeys = [], sub, username }: StoredUser, pool: UserPool) {
  return {
    rp: { id: RELYING_PARTY, name: RELYING_PARTY },
    user: { id: userHandle(sub), name: username, displayName: username },
    challenge: randomBytes(32).toString("base64url"),
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    timeout: CEREMONY_MS,
    excludeCredentials: passkeys.map(({ id, transports }) => ({ type: "public-key", id, transports })),
    authenticatorSelection: {
      requireResidentKey: true,
      residentKey: "required",
      userVerification: userVerification(pool),
    },
  };
}

/** By what an authenticator knows the user: base64url. */
export function userHandle(sub: string): string {
  return Buffer.from(sub).toString("base64url");
}

const attachment = v.picklist(["cross-platform", "platform"]);

/** https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson */
const REGISTRATION = v.object({
  id: encoded,
  rawId: encoded,
  type: v.literal("public-key"),
  authenticatorAttachment: v.optional(attachment),
  response: v.object({
    clientDataJSON: encoded,
    attestationObject: encoded,
    transports: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(8)), []),
  }),
});
type Registration = v.InferOutput<typeof REGISTRATION>;

/**
 * Verifies the answer to the options.
 *
 * @throws {ServiceError}
 */
export async function registeredPasskey(
  given: unknown,
  { challenge, now, pool }: { readonly challenge: string; readonly pool: UserPool; readonly now: Date },
): Promise<Passkey> {
  const result = v.safeParse(REGISTRATION, given);
  if (!result.success) throw invalidCredential();
  const { authenticatorAttachment, response } = result.output;
  const { origin } = checkedClientData(response.clientDataJSON, challenge);
  checkAttestation(response.attestationObject);
  const { id, publicKey, counter } = await verified(result.output, { challenge, origin, pool });
  return {
    id,
    publicKey: Buffer.from(publicKey).toString("base64url"),
    counter,
    transports: response.transports,
    ...(authenticatorAttachment && { attachment: authenticatorAttachment }),
    createdAt: now.getTime(),
  };
}

/**
 * The options ask for no attestation, so none is taken but the authenticator's own signature: certificates would name
 * lists of revoked ones, which the library would ask for by addresses that the caller chose.
 *
 * @throws {ServiceError}
 */
function checkAttestation(attestationObject: string): void {
  const { decodeAttestationObject, parseAuthenticatorData } = webAuthnLibrary();
  let isOwn: boolean;
  let isSimple: boolean;
  try {
    const attestation = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, "base64url")));
    const format = attestation.get("fmt");
    const hasCertificates = attestation.get("attStmt").get("x5c") !== undefined;
    isSimple = format === "none" || (format === "packed" && !hasCertificates);
    isOwn = RELYING_PARTY_HASH.equals(parseAuthenticatorData(attestation.get("authData")).rpIdHash);
  } catch {
    throw invalidCredential();
  }
  if (!isOwn) throw relyingPartyMismatch();
  if (!isSimple) throw notSupported();
}

async function verified(
  { response, ...credential }: Registration,
  {
    challenge,
    origin,
    pool,
  }: { readonly challenge: string; readonly origin: string; readonly pool: UserPool },
) {
  const { verifyRegistrationResponse } = webAuthnLibrary();
  const { registrationInfo } = await verifyRegistrationResponse({
    response: {
      id: credential.id,
      rawId: credential.rawId,
      type: credential.type,
      clientExtensionResults: {},
      response: { clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject },
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: RELYING_PARTY,
    requireUserVerification: userVerification(pool) === "required",
    supportedAlgorithmIDs: [...ALGORITHMS],
  }).catch(() => {
    throw notSupported();
  });
  // The id that is signed, not the one beside it.
  if (registrationInfo === undefined || registrationInfo.credential.id !== credential.id)
    throw notSupported();
  return registrationInfo.credential;
}

function notSupported() {
  return cognitoError("WebAuthnCredentialNotSupportedException", "The credential is not supported.");
}
