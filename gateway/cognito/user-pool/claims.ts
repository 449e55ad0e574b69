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
      ...attributeClaims(shownAttributes(user, client, family.scopes)),
      ...identities(user),
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

/** Scopes of OpenID Connect that show some attributes, and need `openid` beside them. */
export const CLAIM_SCOPES = ["email", "phone", "profile"];
const EMAIL = ["email", "email_verified"];
const PHONE = ["phone_number", "phone_number_verified"];

/**
 * The attributes that scopes show: `email` and `phone` their own; `profile`, or none of the three, all that the client may
 * read.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
 */
export function shownAttributes(
  user: StoredUser,
  client: UserPoolClient,
  scopes: readonly string[],
): StoredUser["attributes"] {
  const readable = readableAttributes(user, client);
  if (scopes.includes("profile") || !scopes.some((scope) => CLAIM_SCOPES.includes(scope))) return readable;
  const shown = [...(scopes.includes("email") ? EMAIL : []), ...(scopes.includes("phone") ? PHONE : [])];
  return Object.fromEntries(Object.entries(readable).filter(([name]) => shown.includes(name)));
}

/** The other service by which a user signs in. The directory has it as a text, a token as a list. */
function identities({ attributes, status }: StoredUser): { readonly identities?: unknown } {
  if (status !== "EXTERNAL_PROVIDER" || attributes.identities === undefined) return {};
  return { identities: JSON.parse(attributes.identities) };
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
