import * as v from "valibot";
import { cognitoError } from "../../exceptions";
import { isOwnOrigin } from "./relying-party";

/** What the browser says of a use of a passkey: https://www.w3.org/TR/webauthn-3/#dictdef-collectedclientdata */
const CLIENT_DATA = v.object({
  type: v.string(),
  challenge: v.string(),
  origin: v.string(),
  crossOrigin: v.optional(v.boolean()),
});

/** Base64url, far more than any authenticator needs. */
export const encoded = v.pipe(v.string(), v.regex(/^[\w-]+$/), v.maxLength(20_000));

/**
 * The client's data, where it answers this challenge, at a page that may. What the library checks again is checked here
 * for the exception.
 *
 * @param text base64url of the JSON that was signed
 * @throws {ServiceError}
 */
export function checkedClientData(
  text: string,
  challenge: string,
): Pick<v.InferOutput<typeof CLIENT_DATA>, "origin"> {
  const result = v.safeParse(CLIENT_DATA, parsed(Buffer.from(text, "base64url").toString("utf8")));
  if (!result.success) throw invalidCredential();
  const { output } = result;
  if (output.challenge !== challenge)
    throw cognitoError("WebAuthnChallengeNotFoundException", "The challenge is not the one that was given.");
  if (!isOwnOrigin(output.origin) || output.crossOrigin === true)
    throw cognitoError(
      "WebAuthnOriginNotAllowedException",
      "The origin of the credential does not align with the relying party id of the user pool.",
    );
  return output;
}

export function invalidCredential() {
  return cognitoError("InvalidParameterException", "The credential is not one of a passkey.");
}

export function relyingPartyMismatch() {
  return cognitoError(
    "WebAuthnRelyingPartyMismatchException",
    "The credential belongs to another relying party id than the one of the user pool.",
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
