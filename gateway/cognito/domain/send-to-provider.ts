import type { PoolIdentityProvider } from "../../../terraform/model";
import { type HttpRequest, type HttpResponse, headerValues } from "../../http/message";
import { encodeAuthnRequest } from "../../saml/request";
import type { AuthorizationRequest } from "./authorization-request";
import type { DomainContext } from "./context";
import { setCookie } from "./cookies";
import { randomKey } from "./expiring";
import { FEDERATION_SECONDS, type FederationRequest, sealRequest } from "./federation";
import { redirect, withQuery } from "./redirect";
import { samlConsumerOf, samlEntityOf, samlRequestIdOf } from "./saml";

/**
 * Sends a browser to the identity provider that stands in for the Terraform's, under the host name that the browser
 * uses: cookies are kept by name.
 */
export function sendToProvider(
  request: HttpRequest,
  { asked, provider }: { readonly asked: AuthorizationRequest; readonly provider: PoolIdentityProvider },
  { isSecure, now, providerPage, seal }: DomainContext,
): HttpResponse {
  const [host = ""] = headerValues(request, "host");
  const nonce = randomKey();
  const sent: FederationRequest = {
    poolId: asked.pool.id,
    provider: provider.name,
    origin: `${isSecure ? "https" : "http"}://${host}`,
    query: request.query,
    redirectUri: asked.redirectUri,
    nonce,
    until: now().getTime() + FEDERATION_SECONDS * 1_000,
  };
  const sealed = sealRequest(sent, seal);
  const page = providerPage.replace("HOST", host.replace(/:\d+$/, ""));
  const cookie = setCookie("cognito-fl", { value: nonce, seconds: FEDERATION_SECONDS, isSecure });
  if (provider.type !== "SAML") return redirect(withQuery(page, { request: sealed }), [cookie]);
  const SAMLRequest = encodeAuthnRequest(
    { id: samlRequestIdOf(sent), issuer: samlEntityOf(sent.poolId), consumer: samlConsumerOf(sent) },
    { destination: page, now: now() },
  );
  return redirect(withQuery(page, { SAMLRequest, RelayState: sealed }), [cookie]);
}
