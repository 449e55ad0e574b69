import type { Header, HttpResponse } from "../../http/message";
import { ServiceError } from "../../protocol/service-error";
import type { StoredUser } from "../directory/stored-user";
import type { AuthorizationRequest } from "./authorization-request";
import type { DomainContext } from "./context";
import { redirect, withFragment, withQuery } from "./redirect";
import { refused, toClient } from "./refusal";
import { userTokens } from "./user-tokens";

/** Answers a request whose user is signed in: with a code, or with tokens where the client has the implicit flow. */
export async function complete(
  request: AuthorizationRequest,
  { authTime, user }: { readonly user: StoredUser; readonly authTime: number },
  context: DomainContext,
  headers: readonly Header[] = [],
): Promise<HttpResponse> {
  const { client, codeChallenge, nonce, redirectUri, responseType, scopes, state } = request;
  if (responseType === "code") {
    const code = context.codes.add({
      clientId: client.id,
      sub: user.sub,
      redirectUri,
      scopes,
      authTime,
      ...(nonce !== undefined && { nonce }),
      ...(codeChallenge !== undefined && { codeChallenge }),
    });
    return redirect(withQuery(redirectUri, { code, state }), headers);
  }
  try {
    const { access_token, expires_in, id_token, token_type } = await userTokens(user, request, {
      authTime,
      context,
    });
    const tokens = { id_token, access_token, expires_in: String(expires_in), token_type };
    return redirect(withFragment(redirectUri, { ...tokens, state }), headers);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { message } = error;
    return refused(toClient(request, "invalid_request", { reason: message, description: message }), context);
  }
}
