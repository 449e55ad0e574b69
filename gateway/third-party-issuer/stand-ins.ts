import { randomUUID } from "node:crypto";
import type { HttpApi } from "../../terraform/model";
import type { Backends } from "../data-plane/integrations/http/backends";
import type { SigningKey } from "../jwt/keys";
import { signJwt } from "../jwt/sign";

/** An issuer of JWT authorizers for which the gate's own stands in: Auth0, Okta, or a user pool of another Terraform. */
export interface StandIn {
  /** `https://auth.example.com/`, as the authorizer compares it. */
  readonly issuer: string;
  /** Those of its authorizers. */
  readonly audiences: readonly string[];
  /** Those for which the routes of its authorizers ask. */
  readonly scopes: readonly string[];
}

/** What a token of a stand-in says. */
export interface StandInClaims extends Pick<StandIn, "issuer" | "scopes"> {
  readonly subject: string;
  readonly audience: string;
}

/** Seconds that a token is valid. */
const LIFETIME = 3_600;

/**
 * The issuers of JWT authorizers in use whose keys the gate neither has nor may ask for.
 *
 * @param isKnown whether the gate has the keys of an issuer
 * @param backends the servers that `--backend` names; an issuer with such a server gives the tokens itself
 */
export function standInsOf(
  httpApis: readonly HttpApi[],
  { backends, isKnown }: { readonly backends: Backends; readonly isKnown: (issuer: string) => boolean },
): StandIn[] {
  const found = new Map<string, { readonly audiences: Set<string>; readonly scopes: Set<string> }>();
  for (const { authorizers, methods } of httpApis)
    for (const authorizer of authorizers) {
      if (authorizer.type !== "JWT" || authorizer.unknown !== undefined) continue;
      const { audience, id, issuer } = authorizer;
      const routes = methods.filter(({ authorizerId }) => authorizerId === id);
      if (routes.length === 0 || isKnown(issuer) || !URL.canParse(issuer)) continue;
      if (backends.has(new URL(issuer).origin)) continue;
      const { audiences, scopes } = found.get(issuer) ?? { audiences: new Set(), scopes: new Set() };
      for (const one of audience) audiences.add(one);
      for (const route of routes) for (const scope of route.scopes) scopes.add(scope);
      found.set(issuer, { audiences, scopes });
    }
  return [...found].map(([issuer, { audiences, scopes }]) => ({
    issuer,
    audiences: [...audiences],
    scopes: [...scopes],
  }));
}

/** An access token, as such an issuer gives them: those of a user pool name the client in place of an audience. */
export function standInToken(
  { audience, issuer, scopes, subject }: StandInClaims,
  { key, now }: { readonly key: SigningKey; readonly now: Date },
): string {
  const iat = Math.floor(now.getTime() / 1_000);
  const isUserPool = /^https:\/\/cognito-idp\.[^/]+\.amazonaws\.com(\.cn)?\//.test(issuer);
  return signJwt(
    {
      iss: issuer,
      sub: subject,
      ...(isUserPool ? { client_id: audience, token_use: "access", username: subject } : { aud: audience }),
      ...(scopes.length > 0 && { scope: scopes.join(" ") }),
      iat,
      exp: iat + LIFETIME,
      jti: randomUUID(),
    },
    key,
    isUserPool ? undefined : "JWT",
  );
}
