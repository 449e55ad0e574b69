import { checkHeader } from "../../../functions/token-verifier/header";
import { type Algorithm, algorithms, rulesOf } from "../../../functions/token-verifier/issuer";
import { readJsonObject } from "../../../functions/token-verifier/json-object";
import { KeySet } from "../../../functions/token-verifier/key-set";
import { AwsSignatures } from "../support/aws-jwt-verify";
import { issuer, tokenOf, verifierFor } from "../support/issuer";
import { ecKey, rsaKey } from "../support/tokens";
import { type Jwk, title, type Vector, vectors } from "../support/wycheproof-vectors";

/**
 * Project Wycheproof's own vectors, from a clone of https://github.com/C2SP/wycheproof:
 * `WYCHEPROOF=.../wycheproof/testvectors_v1 npm run test:wycheproof`. `npm test` has `reference.test.ts` instead.
 */

/** JWS alone, since the vectors' payloads are no claims: the spelling, the header, the key and the signature. */
function acceptsJws({ jws, keys }: Vector, changes: Jwk = {}): boolean {
  try {
    const [headerB64 = "", payloadB64 = "", signatureB64 = "", ...more] = String(jws).split(".");
    const parts = [headerB64, payloadB64, signatureB64].map((part) => Buffer.from(part, "base64url"));
    const isCanonical = [headerB64, payloadB64, signatureB64].every(
      (part, at) => parts[at]?.toString("base64url") === part,
    );
    if (!isCanonical || more.length > 0) return false;
    const rules = rulesOf({ ...issuer, algorithms });
    const header = { ...readJsonObject(parts[0] ?? Buffer.alloc(0)), ...changes };
    const published = keys.map((key) => ({ ...key, ...changes }));
    const signature = parts[2] ?? Buffer.alloc(0);
    new KeySet(Buffer.from(JSON.stringify({ keys: published })), rules).verify(
      { header, payload: {}, headerB64, signed: `${headerB64}.${payloadB64}`, signature },
      checkHeader(header, rules),
    );
    return true;
  } catch {
    return false;
  }
}

describe("Wycheproof's vectors", () => {
  const invalid = vectors.filter(({ result }) => result === "invalid");
  const valid = vectors.filter(({ result }) => result === "valid");

  it("are all here", () => {
    expect([vectors.length, invalid.length]).toEqual([506, 451]);
  });

  it("that are invalid: none is accepted as a token", async () => {
    const accepted: string[] = [];
    for (const vector of invalid) {
      const verify = verifierFor(vector.keys.map((jwk) => ({ jwk })));
      await verify(String(vector.jws)).then(
        () => accepted.push(title(vector)),
        () => {},
      );
    }
    expect(accepted).toEqual([]);
  });

  it("that are invalid: none is accepted as a signature of any payload, with a kid or with one added", () => {
    expect(invalid.filter((vector) => acceptsJws(vector)).map(title)).toEqual([]);
    expect(
      invalid.filter((vector) => vector.keys.length === 1 && acceptsJws(vector, { kid: "added" })).map(title),
    ).toEqual([]);
  });

  it("that are valid, of an algorithm that is supported: all are accepted as signatures", () => {
    const supported = valid.filter(({ keys }) =>
      keys.some(({ alg }) => algorithms.includes(alg as Algorithm)),
    );
    expect(supported.length).toBeGreaterThanOrEqual(10);
    expect(
      supported.filter((vector) => !acceptsJws(vector) && !acceptsJws(vector, { kid: "added" })).map(title),
    ).toEqual([]);
  });

  it("are accepted as signatures only where aws-jwt-verify accepts them with the same key", () => {
    const accepted = vectors
      .filter(({ keys }) => keys.length === 1)
      .filter((vector) => acceptsJws(vector, { kid: "added" }));
    const theirs = ({ jws, keys }: Vector) => {
      const jwk = { ...keys[0], kid: "added" };
      return new AwsSignatures({ alg: String(keys[0]?.alg), kid: "added", jwk }).accepts(String(jws));
    };
    expect(accepted.length).toBeGreaterThanOrEqual(10);
    expect(accepted.filter((vector) => !theirs(vector)).map(title)).toEqual([]);
  });

  it("that are valid: their payloads, signed again as a claim of a token, are accepted", async () => {
    const keys = [rsaKey("rsa"), ecKey("ec")];
    const verify = verifierFor(keys);
    for (const { jws } of valid) {
      const payload = Buffer.from(String(jws).split(".")[1] ?? "", "base64url").toString("latin1");
      for (const key of keys) {
        await expect(verify(tokenOf(key, { payload }))).resolves.toMatchObject({ subject: "alice-1" });
      }
    }
  });
});
