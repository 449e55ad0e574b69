import { openRefreshToken } from "../../user-pool/refresh-token";
import { authenticateClient, formOf } from "../client-authentication";
import type { Endpoint } from "../context";
import { OauthError } from "../oauth-error";

/**
 * RFC 7009. A token that is not known is no error, since it works no more.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html
 */
export const revoke: Endpoint = {
  path: "/oauth2/revoke",
  forPages: true,
  answers: {
    async POST(request, context) {
      const form = formOf(request);
      const { client } = authenticateClient(request, form, context, 401);
      const text = form.get("token");
      if (text === undefined) throw new OauthError("invalid_request", "token is missing");
      if (!client.settings.revokesTokens)
        throw new OauthError("invalid_request", `${client.address} has enable_token_revocation false`);
      if (text.split(".").length === 3)
        throw new OauthError("unsupported_token_type", "the token is not a refresh token");
      const token = openRefreshToken(text, context.seal);
      const family = token && context.directory.families.get(token.originJti);
      if (family && family.clientId !== client.id)
        throw new OauthError("invalid_request", "the token was issued to another client");
      if (family) await context.directory.families.revoke(family.originJti);
      return { status: 200, headers: [["Cache-Control", "no-store"]], body: "" };
    },
  },
};
