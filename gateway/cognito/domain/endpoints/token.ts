import { ServiceError } from "../../../protocol/service-error";
import { authenticateClient, formOf } from "../client-authentication";
import type { Endpoint } from "../context";
import { authorizationCode } from "../grants/authorization-code";
import { clientCredentials } from "../grants/client-credentials";
import type { Grant } from "../grants/grant";
import { refreshToken } from "../grants/refresh-token";
import { OauthError, tokenJson } from "../oauth-error";

const GRANTS: ReadonlyMap<string, Grant> = new Map([
  ["authorization_code", authorizationCode],
  ["client_credentials", clientCredentials],
  ["refresh_token", refreshToken],
]);

/** https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html */
export const token: Endpoint = {
  path: "/oauth2/token",
  forPages: true,
  answers: {
    async POST(request, context) {
      const form = formOf(request);
      const client = authenticateClient(request, form, context);
      const name = form.get("grant_type");
      if (name === undefined) throw new OauthError("invalid_request", "grant_type is missing");
      const grant = GRANTS.get(name);
      if (grant === undefined) throw new OauthError("unsupported_grant_type", "the grant_type is not served");
      try {
        return tokenJson(200, await grant(form, client, context));
      } catch (error) {
        // Of a trigger, or of a user who cannot sign in any more.
        if (error instanceof ServiceError) throw new OauthError("invalid_grant", error.message);
        throw error;
      }
    },
  },
};
