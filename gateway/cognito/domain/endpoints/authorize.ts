import type { PoolIdentityProvider } from "../../../../terraform/model";
import { type AuthorizationRequest, readAuthorizationRequest } from "../authorization-request";
import { complete } from "../complete";
import { type Endpoint, OWN_USERS } from "../context";
import { offeredProvider, offeredProviders } from "../federation";
import { currentLogin } from "../logins";
import { redirect } from "../redirect";
import { refused, toClient } from "../refusal";
import { sendToProvider } from "../send-to-provider";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html */
export const authorize: Endpoint = {
  path: "/oauth2/authorize",
  answers: {
    GET(request, context) {
      const asked = readAuthorizationRequest(request, context);
      if ("reason" in asked) return refused(asked, context);
      const tell = (error: string, reason: string) => refused(toClient(asked, error, { reason }), context);
      const provider = chosenProvider(asked);
      if (provider === "unknown")
        return tell("invalid_request", "the client does not offer the identity_provider");
      const isNamed = asked.provider !== undefined && provider !== undefined;
      // A provider that is named is asked again, and nobody may be asked where prompt is none.
      const isAsked = asked.prompt === "login" || (isNamed && asked.prompt !== "none");
      const login = isAsked ? undefined : currentLogin(request, asked, context);
      if (login) return complete(asked, login, context);
      if (asked.prompt === "none") return tell("login_required", "prompt is none, and nobody is signed in");
      return provider
        ? sendToProvider(request, { asked, provider }, context)
        : redirect(`/login?${request.query}`);
    },
  },
};

/** The identity provider that the request names, or the only one of the client; `undefined` for the pool's own users. */
function chosenProvider(asked: AuthorizationRequest): PoolIdentityProvider | undefined | "unknown" {
  if (asked.provider === OWN_USERS)
    return asked.oauth.identityProviders.includes(OWN_USERS) ? undefined : "unknown";
  if (asked.provider !== undefined) return offeredProvider(asked, asked.provider) ?? "unknown";
  const [only, ...others] = asked.oauth.identityProviders.includes(OWN_USERS) ? [] : offeredProviders(asked);
  return others.length === 0 ? only : undefined;
}
