import { randomUUID } from "node:crypto";
import type { FlowContext } from "./auth-flow";
import type { User } from "./users";

/** The claims of both tokens before they are signed. */
export interface TokenClaims {
  readonly id: Readonly<Record<string, unknown>>;
  readonly access: Readonly<Record<string, unknown>>;
}

/** The scope of every sign-in through the user pool's API. */
export const OWN_SCOPE = "aws.cognito.signin.user.admin";

/** Cognito's own claims, without groups. */
export function baseClaims(user: User, { client, now, pool }: FlowContext): TokenClaims {
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
      email: user.email,
      email_verified: true,
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
