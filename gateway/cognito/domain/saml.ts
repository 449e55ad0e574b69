import { createHash } from "node:crypto";
import type { FederationRequest } from "./federation";

/** The user pool as a SAML service. */
export const SAML_RESPONSE_PATH = "/saml2/idpresponse";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp.html */
export function samlEntityOf(poolId: string): string {
  return `urn:amazon:cognito:sp:${poolId}`;
}

/** Where an identity provider posts its response: at the gate, under the name that the browser uses. */
export function samlConsumerOf({ origin }: Pick<FederationRequest, "origin">): string {
  return `${origin}${SAML_RESPONSE_PATH}`;
}

/** The id of the request to an identity provider. It does not tell the nonce, which the browser alone has. */
export function samlRequestIdOf({ nonce }: Pick<FederationRequest, "nonce">): string {
  return `_${createHash("sha256").update(nonce).digest("hex")}`;
}
