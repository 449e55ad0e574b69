import type { DomainContext } from "../cognito/domain/context";
import { type FederationRequest, openRequest } from "../cognito/domain/federation";
import { samlConsumerOf, samlEntityOf, samlRequestIdOf } from "../cognito/domain/saml";
import type { Parameters } from "../http/form";
import { SamlError } from "../saml/error";
import { type AuthnRequest, decodeAuthnRequest } from "../saml/request";

/** What a user pool asks an identity provider for. */
export interface SignInRequest {
  readonly sent: FederationRequest;
  /** Absent where the provider does not speak SAML. */
  readonly saml?: AuthnRequest;
  /** The query that says it. */
  readonly query: Readonly<Record<string, string>>;
}

/**
 * Reads a request for a sign-in. The gate has sealed what it asks for; a SAML request must say the same, so that the page
 * vouches for a user to the gate alone.
 *
 * @returns `undefined` where the gate does not ask
 */
export function signInRequestIn(
  parameters: Parameters,
  context: Pick<DomainContext, "now" | "seal">,
): SignInRequest | undefined {
  const [sealed, state, encoded] = ["request", "RelayState", "SAMLRequest"].map((name) =>
    parameters.get(name),
  );
  if (sealed !== undefined) {
    const sent = openRequest(sealed, context);
    return sent && { sent, query: { request: sealed } };
  }
  const sent = state === undefined ? undefined : openRequest(state, context);
  if (sent === undefined || state === undefined || encoded === undefined) return undefined;
  const saml = decoded(encoded);
  const isSame =
    saml?.id === samlRequestIdOf(sent) &&
    saml.consumer === samlConsumerOf(sent) &&
    saml.issuer === samlEntityOf(sent.poolId);
  return isSame ? { sent, saml, query: { SAMLRequest: encoded, RelayState: state } } : undefined;
}

function decoded(encoded: string): AuthnRequest | undefined {
  try {
    return decodeAuthnRequest(encoded);
  } catch (error) {
    if (error instanceof SamlError) return undefined;
    throw error;
  }
}
