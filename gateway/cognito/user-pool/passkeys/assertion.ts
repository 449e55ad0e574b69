import { randomBytes } from "node:crypto";
import * as v from "valibot";
import type { UserPool } from "../../../../terraform/model";
import type { Passkey, StoredUser } from "../../directory/stored-user";
import { checkedClientData, encoded } from "./client-data";
import { webAuthnLibrary } from "./library";
import { CEREMONY_MS, userHandle } from "./registration";
import { RELYING_PARTY, userVerification } from "./relying-party";

/** What a client hands to `navigator.credentials.get`, with bytes as base64url. */
export function requestOptions(passkeys: readonly Pick<Passkey, "id" | "transports">[], pool: UserPool) {
  return {
    rpId: RELYING_PARTY,
    challenge: randomBytes(32).toString("base64url"),
    timeout: CEREMONY_MS,
    allowCredentials: passkeys.map(({ id, transports }) => ({ type: "public-key", id, transports })),
    userVerification: userVerification(pool),
  };
}

/** https://www.w3.org/TR/webauthn-3/#dictdef-authenticationresponsejson */
const ASSERTION = v.object({
  id: encoded,
  rawId: encoded,
  type: v.literal("public-key"),
  response: v.object({
    clientDataJSON: encoded,
    authenticatorData: encoded,
    signature: encoded,
    userHandle: v.nullish(v.string()),
  }),
});

/** A passkey that has signed the challenge. */
export interface UsedPasskey {
  readonly id: string;
  /** The authenticator's count, with this signature. */
  readonly counter: number;
}

/**
 * Verifies the answer to the options.
 *
 * @returns `undefined` where it is none of a passkey of the user
 */
export async function usedPasskey(
  given: unknown,
  {
    challenge,
    pool,
    user,
  }: { readonly challenge: string; readonly pool: UserPool; readonly user: StoredUser },
): Promise<UsedPasskey | undefined> {
  const result = v.safeParse(ASSERTION, given);
  if (!result.success) return undefined;
  const { id, rawId, response, type } = result.output;
  const passkey = user.passkeys?.find((candidate) => candidate.id === id);
  if (passkey === undefined) return undefined;
  if (response.userHandle && response.userHandle !== userHandle(user.sub)) return undefined;
  const { clientDataJSON, authenticatorData, signature } = response;
  const { verifyAuthenticationResponse } = webAuthnLibrary();
  try {
    const { authenticationInfo, verified } = await verifyAuthenticationResponse({
      response: {
        id,
        rawId,
        type,
        clientExtensionResults: {},
        response: { clientDataJSON, authenticatorData, signature },
      },
      expectedChallenge: challenge,
      expectedOrigin: checkedClientData(clientDataJSON, challenge).origin,
      expectedRPID: RELYING_PARTY,
      requireUserVerification: userVerification(pool) === "required",
      credential: {
        id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
        counter: passkey.counter,
      },
    });
    return verified ? { id, counter: authenticationInfo.newCounter } : undefined;
  } catch {
    // Another challenge, origin or relying party, a counter that went back, or nothing that can be read.
    return undefined;
  }
}

/** The user with the authenticator's new count; `undefined` where another sign-in has counted as far meanwhile. */
export function withCount(user: StoredUser, { counter, id }: UsedPasskey): StoredUser | undefined {
  const passkey = user.passkeys?.find((candidate) => candidate.id === id);
  if (passkey === undefined) return undefined;
  if (counter === 0 && passkey.counter === 0) return user;
  if (counter <= passkey.counter) return undefined;
  const passkeys = user.passkeys?.map((each) => (each === passkey ? { ...each, counter } : each)) ?? [];
  return { ...user, passkeys };
}
