import { randomUUID } from "node:crypto";
import { signJwt } from "../../../jwt/sign";
import { OauthError } from "../oauth-error";
import { scopesFor } from "../scopes";
import type { Grant } from "./grant";

/**
 * RFC 6749, 4.4: a client with a secret gets an access token for itself, with scopes of resource servers alone. The token
 * has no user name, so it is no user's. No trigger before V3_0 runs for it.
 */
export const clientCredentials: Grant = (form, found, context) => {
  const { client, oauth, pool } = found;
  if (!client.hasSecret || !oauth.flows.includes("client_credentials"))
    throw new OauthError(
      "unauthorized_client",
      `${client.address} does not have the flow client_credentials`,
    );
  if (pool.preTokenGeneration?.version === "V3_0")
    throw new OauthError("server_error", "the V3_0 trigger of tokens of programs is not run here");
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
  return {
    access_token: signJwt(claims, context.accessTokenKey),
    expires_in: client.accessTokenSeconds,
    token_type: "Bearer",
  };
};
