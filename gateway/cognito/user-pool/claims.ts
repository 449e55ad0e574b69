import { randomUUID } from "node:crypto";
import type { UserPoolClient } from "../../../terraform/model";
import type { StoredUser } from "../directory/stored-user";
import type { TokenFamily } from "../directory/token-families";
import type { FlowContext } from "./auth-flow";

/** The claims of both tokens before they are signed. */
export interface TokenClaims {
  readonly id: Readonly<Record<string, unknown>>;
  readonly access: Readonly<Record<string, unknown>>;
}

/** The scope of every sign-in through the user pool's API. */
export const OWN_SCOPE = "aws.cognito.signin.user.admin";

/** Cognito's own claims, without groups. Tokens that cannot be revoked have no ids. */
export function baseClaims(
  user: StoredUser,
  family: TokenFamily,
  { client, now, pool }: FlowContext,
): TokenClaims {
  const issued = Math.floor(now().getTime() / 1_000);
  const { revokesTokens } = client.settings;
  const common = {
    sub: user.sub,
    iss: pool.issuer,
    ...(revokesTokens && { origin_jti: family.originJti }),
    event_id: randomUUID(),
    auth_time: family.authTime,
    iat: issued,
  };
  const ids = () => (revokesTokens ? { jti: randomUUID() } : {});
  return {
    id: {
      ...common,
      token_use: "id",
      aud: client.id,
      exp: issued + client.idTokenSeconds,
      ...ids(),
      "cognito:username": user.username,
      ...attributeClaims(readableAttributes(user, client)),
    },
    access: {
      ...common,
      token_use: "access",
      client_id: client.id,
      exp: issued + client.accessTokenSeconds,
      ...ids(),
      username: user.username,
      scope: family.scopes.join(" "),
      version: 2,
    },
  };
}

/** The attributes that a client may read: those that it names, or every standard one. */
export function readableAttributes(
  { attributes }: StoredUser,
  { settings: { readAttributes } }: UserPoolClient,
): StoredUser["attributes"] {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => readAttributes?.includes(name) ?? !name.includes(":")),
  );
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
