import type { HttpResponse } from "../../http/message";
import { ServiceError } from "../../protocol/service-error";
import { sameText } from "../../state/same-text";
import { readAuthorizationRequest } from "./authorization-request";
import { complete } from "./complete";
import type { DomainContext, ExternalIdentity } from "./context";
import { setCookie } from "./cookies";
import { federatedUser } from "./federated-user";
import { type FederationRequest, offeredProvider } from "./federation";
import { beginLogin } from "./logins";
import { errorPage } from "./page/error-page";
import { refused, toClient } from "./refusal";

/** An answer counts in the browser that asked, for the request that it asked with. */
export function isOfBrowser(sent: FederationRequest, cookie: string | undefined): boolean {
  return cookie !== undefined && sameText(cookie, sent.nonce);
}

export function refuseAnswer(
  { log }: DomainContext,
  why = "it is not to a request of this browser",
): HttpResponse {
  log(`oauth2: refused: the answer of an identity provider: ${why}`);
  return errorPage("invalid_request");
}

/**
 * Signs in the user for whom an identity provider has vouched. The request is held against the Terraform again.
 *
 * @param type whether the provider answers by SAML
 */
export async function signInByProvider(
  identity: ExternalIdentity,
  sent: FederationRequest,
  type: "SAML" | "other",
  context: DomainContext,
): Promise<HttpResponse> {
  const asked = readAuthorizationRequest({ query: sent.query }, context);
  if ("reason" in asked) return refused(asked, context);
  const provider = offeredProvider(asked, identity.provider);
  const isOffered = provider !== undefined && asked.pool.id === identity.poolId;
  if (!isOffered || (provider.type === "SAML") !== (type === "SAML")) return errorPage("login_unavailable");
  const user = await federatedUser(identity, { asked, provider }, context).catch(problemOf);
  if (user instanceof ServiceError) {
    const { message } = user;
    return refused(toClient(asked, "invalid_request", { reason: message, description: message }), context);
  }
  const authTime = Math.floor(context.now().getTime() / 1_000);
  const { isSecure } = context;
  return complete(asked, { user, authTime }, context, [
    beginLogin({ user, authTime, provider: provider.name }, context),
    setCookie("cognito-fl", { value: "", seconds: 0, isSecure }),
  ]);
}

function problemOf(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  throw error;
}
