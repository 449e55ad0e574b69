import type { Issuer } from "../../../functions/token-verifier/issuer";
import { createVerifier, type VerifyToken } from "../../../functions/token-verifier/verifier";
import { jwksOf, type SigningKey, signText } from "./tokens";

/** Seconds: the moment at which the tests verify. */
export const NOW = 1_800_000_000;

export const issuer: Issuer = {
  issuer: "https://issuer.example/",
  jwksUrl: "https://issuer.example/jwks.json",
  audience: "https://api.example",
  algorithms: ["RS256", "ES256", "EdDSA"],
};

export const claims = {
  iss: issuer.issuer,
  aud: issuer.audience,
  sub: "alice-1",
  iat: NOW - 10,
  exp: NOW + 3_600,
  scope: "pets",
  username: "alice",
  roles: ["admin"],
};

/** A claim set to undefined is left out. */
export type Members = Readonly<Record<string, unknown>>;

export const headerOf = (key: SigningKey, changes: Members = {}): string =>
  JSON.stringify({ alg: key.alg, kid: key.kid, typ: "JWT", ...changes });

export const payloadOf = (changes: Members = {}): string => JSON.stringify({ ...claims, ...changes });

/** A token that is right but for what is changed. */
export function tokenOf(key: SigningKey, changes: Members = {}, headerChanges: Members = {}): string {
  return signText(key, headerOf(key, headerChanges), payloadOf(changes));
}

/** A verifier whose issuer publishes these keys. */
export function verifierFor(
  keys: readonly { readonly jwk: unknown }[],
  changes: Partial<Issuer> = {},
): VerifyToken {
  return createVerifier([{ ...issuer, ...changes }], {
    fetch: async () => jwksOf(...keys),
    now: () => NOW * 1_000,
  });
}
