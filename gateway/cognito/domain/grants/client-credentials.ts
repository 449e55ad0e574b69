import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { signJwt } from "../../../jwt/sign";
import { customizeProgramToken } from "../../user-pool/pre-token-generation";
import { OauthError } from "../oauth-error";
import { scopesFor } from "../scopes";
import type { Grant } from "./grant";

/**
 * RFC 6749, 4.4: a client with a secret gets an access token for itself, with scopes of resource servers alone. The token
 * has no user name, so it is no user's.
 */
export const clientCredentials: Grant = async (form, found, context) => {
  const { client, oauth, pool } = found;
  if (!client.hasSecret || !oauth.flows.includes("client_credentials"))
    throw new OauthError(
      "unauthorized_client",
      `${client.address} does not have the flow client_credentials`,
    );
  const scopes = scopesFor(found, form.get("scope"), "client_credentials");
  if (scopes === undefined) throw new OauthError("invalid_scope", `a scope is not one of ${client.address}`);
  const issued = Math.floor(context.now().getTime() / 1_000);
  const claims = {
    sub: client.id,
    token_use: "access",
    scope: scopes.join(" "),
    auth_time: issued,
    iss: pool.issuer,
    exp: issued + client.accessTokenSeconds,
    iat: issued,
    version: 2,
    jti: randomUUID(),
    client_id: client.id,
  };
  const clientMetadata = metadataIn(form.get("aws_client_metadata"));
  const changed = await customizeProgramToken(
    claims,
    { scopes, clientMetadata },
    { ...context, client, pool },
  );
  return {
    access_token: signJwt(changed, context.accessTokenKey),
    expires_in: client.accessTokenSeconds,
    token_type: "Bearer",
  };
};

const METADATA = v.record(v.string(), v.string());

/** What the client tells the trigger, as JSON. */
function metadataIn(text: string | undefined): Readonly<Record<string, string>> {
  try {
    return v.parse(METADATA, JSON.parse(text ?? "{}"));
  } catch {
    throw new OauthError("invalid_request", "aws_client_metadata is not JSON of texts by name");
  }
}
