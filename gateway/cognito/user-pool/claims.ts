import { randomUUID } from "node:crypto";
import type { StoredUser } from "../directory/stored-user";
import type { FlowContext } from "./auth-flow";

/** The claims of both tokens before they are signed. */
export interface TokenClaims {
  readonly id: Readonly<Record<string, unknown>>;
  readonly access: Readonly<Record<string, unknown>>;
}

/** The scope of every sign-in through the user pool's API. */
export const OWN_SCOPE = "aws.cognito.signin.user.admin";

/** Cognito's own claims, without groups. */
export function baseClaims(user: StoredUser, { client, now, pool }: FlowContext): TokenClaims {
  const issued = Math.floor(now().getTime() / 1_000);
  const common = {
    sub: user.sub,
    iss: pool.issuer,
    origin_jti: randomUUID(),
    event_id: randomUUID(),
    auth_time: issued,
    iat: issued,
  };
  return {
    id: {
      ...common,
      token_use: "id",
      aud: client.id,
      exp: issued + client.idTokenSeconds,
      jti: randomUUID(),
      "cognito:username": user.username,
      ...attributeClaims(user.attributes),
    },
    access: {
      ...common,
      token_use: "access",
      client_id: client.id,
      exp: issued + client.accessTokenSeconds,
      jti: randomUUID(),
      username: user.username,
      scope: OWN_SCOPE,
      version: 2,
    },
  };
}

/** Attributes as an ID token has them. Whether an address is verified is a boolean there, everything else a string. */
function attributeClaims(attributes: StoredUser["attributes"]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      name.endsWith("_verified") && !name.includes(":") ? value === "true" : value,
    ]),
  );
}
