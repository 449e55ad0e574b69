import { verify } from "node:crypto";
import { publishedKeys } from "../../../gateway/http-api/jwt/published-keys";
import { title, type Vector, vectors } from "../../functions/support/wycheproof-vectors";

/**
 * Project Wycheproof's vectors against the keys that a JWT authorizer takes from an issuer. Their payloads are no claims, so
 * the signature is verified as `gateway/jwt/verify.ts` does it.
 */

function acceptsJws({ jws, keys }: Vector): boolean {
  const parts = String(jws).split(".");
  const [header = Buffer.alloc(0), , signature = Buffer.alloc(0)] = parts.map((part) =>
    Buffer.from(part, "base64url"),
  );
  const isCanonical = parts.every((part) => Buffer.from(part, "base64url").toString("base64url") === part);
  if (parts.length !== 3 || !isCanonical || algorithmIn(header) !== "RS256") return false;
  const input = Buffer.from(parts.slice(0, 2).join("."));
  // Each set of keys has one, so that the name has no say here.
  return publishedKeys({ keys: keys.map((jwk) => ({ kid: "added", ...jwk })) }).some(({ publicKey }) =>
    verify("sha256", input, publicKey, signature),
  );
}

function algorithmIn(header: Buffer): unknown {
  try {
    return Object(JSON.parse(header.toString())).alg;
  } catch {
    return undefined;
  }
}

test("no invalid vector is accepted", () => {
  const invalid = vectors.filter(({ result }) => result === "invalid");
  expect(invalid).toHaveLength(451);
  expect(invalid.filter(acceptsJws).map(title)).toEqual([]);
});

test("valid vectors of RS256 are accepted", () => {
  const accepted = vectors.filter((vector) => vector.result === "valid" && acceptsJws(vector));
  expect(accepted.length).toBeGreaterThanOrEqual(8);
});
