import { createHash } from "node:crypto";
import { sameText } from "../../../state/same-text";
import { maySignIn } from "../logins";
import { OauthError } from "../oauth-error";
import { userTokens } from "../user-tokens";
import type { Grant } from "./grant";

/**
 * RFC 6749, 4.1.3, and RFC 7636. A code is used up by the first request that presents it, whatever comes of the request, so
 * that it cannot be tried out.
 */
export const authorizationCode: Grant = async (form, client, context) => {
  if (!client.oauth.flows.includes("code"))
    throw new OauthError("unauthorized_client", `${client.client.address} does not have the flow code`);
  const code = form.get("code");
  if (code === undefined) throw new OauthError("invalid_request", "code is missing");
  const agreed = context.codes.take(code);
  if (agreed === undefined) throw new OauthError("invalid_grant", "there is no such code, or it was used");
  if (agreed.clientId !== client.client.id)
    throw new OauthError("invalid_grant", `the code is another client's, not of ${client.client.address}`);
  const redirectUri = form.get("redirect_uri");
  if (redirectUri === undefined) throw new OauthError("invalid_request", "redirect_uri is missing");
  // Measured: https://stackoverflow.com/questions/50264679
  if (redirectUri !== agreed.redirectUri)
    throw new OauthError("unauthorized_client", "redirect_uri is not the one that the code was sent to");
  checkVerifier(form.get("code_verifier"), agreed.codeChallenge);
  const user = context.directory.users.get({ poolId: client.pool.id, sub: agreed.sub });
  if (user === undefined || !maySignIn(user))
    throw new OauthError("invalid_grant", "the user is not there any more, or may not sign in");
  return userTokens(user, { ...client, ...agreed }, { authTime: agreed.authTime, context });
};

/** A verifier without a challenge is refused as well: the request for the code was not this client's. */
function checkVerifier(verifier: string | undefined, challenge: string | undefined): void {
  if (verifier === undefined && challenge === undefined) return;
  const made = createHash("sha256")
    .update(verifier ?? "")
    .digest("base64url");
  const isWellFormed = verifier !== undefined && /^[\w.~-]{43,128}$/.test(verifier);
  if (isWellFormed && challenge !== undefined && sameText(made, challenge)) return;
  throw new OauthError("invalid_grant", "code_verifier is not that of the code_challenge");
}
