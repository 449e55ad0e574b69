import { isForm, parametersIn } from "../../../http/form";
import type { SamlAssertion } from "../../../saml/assertion";
import { SamlError } from "../../../saml/error";
import { readSamlResponse } from "../../../saml/response";
import type { DomainContext, Endpoint, ExternalIdentity } from "../context";
import { cookieOf } from "../cookies";
import { type FederationRequest, openRequest } from "../federation";
import { isOfBrowser, refuseAnswer, signInByProvider } from "../provider-answer";
import { SAML_RESPONSE_PATH, samlConsumerOf, samlEntityOf, samlRequestIdOf } from "../saml";

/**
 * Where a browser brings the response of a SAML identity provider. It must answer the request of this browser, and counts
 * once. A response that nobody asked for is refused.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/saml2-idpresponse-endpoint.html
 */
export const samlIdpResponse: Endpoint = {
  path: SAML_RESPONSE_PATH,
  answers: {
    async POST(request, context) {
      const form = isForm(request) ? parametersIn(request.body.toString("utf8")) : "repeated";
      const [response, state] = form === "repeated" ? [] : [form.get("SAMLResponse"), form.get("RelayState")];
      const sent = state === undefined ? undefined : openRequest(state, context);
      if (!sent || response === undefined || !isOfBrowser(sent, cookieOf(request, "cognito-fl")))
        return refuseAnswer(context);
      const assertion = assertionIn(response, sent, context);
      if (typeof assertion === "string") return refuseAnswer(context, assertion);
      // Marked before anything waits, so that a second request finds it.
      await context.usedAssertions.add(assertion);
      return signInByProvider(identityOf(assertion, sent), sent, "SAML", context);
    },
  },
};

/** The assertion, or why it is not taken. */
function assertionIn(
  response: string,
  sent: FederationRequest,
  context: DomainContext,
): SamlAssertion | string {
  const { now, samlIssuers, usedAssertions } = context;
  const issuer = samlIssuers.find(
    ({ poolId, provider }) => poolId === sent.poolId && provider === sent.provider,
  );
  if (issuer === undefined) return "the identity provider has no SAML";
  try {
    const assertion = readSamlResponse(response, issuer, {
      audiences: [samlEntityOf(sent.poolId)],
      recipients: [samlConsumerOf(sent)],
      inResponseTo: samlRequestIdOf(sent),
      now: now(),
    });
    if (usedAssertions.has(assertion)) return "it was used before";
    return USER_ID.test(assertion.subject.value) ? assertion : "its subject cannot be part of a user name";
  } catch (error) {
    if (error instanceof SamlError) return error.message;
    throw error;
  }
}

/** A user name has 128 characters, of which the provider's name takes up to 32 and a separator. */
const USER_ID = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,95}$/u;

/** An attribute with several values is left out: which of them a mapping would take is not documented. */
function identityOf(
  { attributes, subject }: SamlAssertion,
  { nonce, poolId, provider }: FederationRequest,
): ExternalIdentity {
  const single = [...attributes].flatMap(([name, [value, ...others]]) =>
    value === undefined || others.length > 0 ? [] : [[name, value] as const],
  );
  return { poolId, provider, nonce, subject: subject.value, claims: Object.fromEntries(single) };
}
