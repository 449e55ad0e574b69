import { type HttpRequest, type HttpResponse, singleHeader } from "../../../http/message";
import { ServiceError } from "../../../protocol/service-error";
import { shownAttributes } from "../../user-pool/claims";
import { signedInUser } from "../../user-pool/signed-in-user";
import type { DomainContext, Endpoint } from "../context";
import { tokenJson } from "../oauth-error";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html */
export const userInfo: Endpoint = {
  path: "/oauth2/userInfo",
  forPages: true,
  answers: { GET: answer, POST: answer },
};

function answer(request: HttpRequest, context: DomainContext): HttpResponse {
  const token = bearerToken(request);
  if (token === undefined) return refused("invalid_request", "Access token not found");
  const shown = claimsFor(token, context);
  if ("reason" in shown) {
    context.log(`oauth2: refused: ${shown.reason}`);
    return refused(
      "invalid_token",
      "Access token is expired, disabled, or deleted, or the user has globally signed out.",
    );
  }
  return tokenJson(200, shown.claims);
}

function bearerToken(request: HttpRequest): string | undefined {
  const header = singleHeader(request, "authorization");
  return header === undefined || header === "repeated"
    ? undefined
    : /^Bearer ([\w.-]+)$/i.exec(header.value)?.[1];
}

/** The claims that the scopes of a token show; all of them are texts. */
function claimsFor(
  token: string,
  context: DomainContext,
): { readonly claims: Readonly<Record<string, string>> } | { readonly reason: string } {
  try {
    const { claims, client, pool, user } = signedInUser(token, context, "openid");
    const { origin_jti: originJti, scope } = claims;
    // The family has what was granted: a trigger may add a scope to the token of any sign-in.
    const family = typeof originJti === "string" ? context.directory.families.get(originJti) : undefined;
    if (!pool.domains || (family && !family.scopes.includes("openid")))
      return { reason: "the token was not issued by these endpoints" };
    return {
      claims: {
        sub: user.sub,
        ...shownAttributes(user, client, String(scope).split(" ")),
        username: user.username,
      },
    };
  } catch (error) {
    if (error instanceof ServiceError) return { reason: error.message };
    throw error;
  }
}

/** RFC 6750, 3. */
function refused(error: "invalid_request" | "invalid_token", description: string): HttpResponse {
  const answer = tokenJson(error === "invalid_request" ? 400 : 401, {
    error,
    error_description: description,
  });
  const challenge = `Bearer error="${error}", error_description="${description}"`;
  return { ...answer, headers: [...answer.headers, ["WWW-Authenticate", challenge]] };
}
