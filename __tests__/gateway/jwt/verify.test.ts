import { generateKeyPairSync, sign } from "node:crypto";
import { signingKey } from "../../../gateway/jwt/keys";
import { signJwt } from "../../../gateway/jwt/sign";
import { verifyJwt } from "../../../gateway/jwt/verify";

const makeKey = () =>
  signingKey(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }));

const key = makeKey();
const stranger = makeKey();
const ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123";
const NOW = new Date("2026-01-02T03:04:05Z");
const seconds = NOW.getTime() / 1_000;
const SUB = "5a446af0-0f81-4ba1-ac4b-47a5ec5aa16a";
const claims = { iss: ISSUER, sub: SUB, token_use: "id", iat: seconds - 9, exp: seconds + 1 };

const verify = (token: string) => verifyJwt(token, { keys: [key], issuer: ISSUER, now: NOW });
const why = (token: string) => {
  const result = verify(token);
  return result.outcome === "invalid" ? result.why : result.outcome;
};

/** Any header, correctly signed by the pool's own key. */
function signedWith(header: object, payload: unknown = claims): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${sign("sha256", Buffer.from(input), key.privateKey).toString("base64url")}`;
}

test("a token of the pool is valid, and its claims come back", () => {
  expect(verify(signJwt(claims, key))).toEqual({ outcome: "valid", claims });
});

test("there is no leeway: a token is expired in the second of its exp", () => {
  expect(why(signJwt({ ...claims, exp: seconds }, key))).toBe("expired");
});

test("an expired token of a stranger is not called expired", () => {
  expect(why(signJwt({ ...claims, exp: seconds - 9 }, { ...stranger, kid: key.kid }))).toBe("signature");
});

test.each<[string, string, string]>([
  ["another key under the pool's kid", signJwt(claims, { ...stranger, kid: key.kid }), "signature"],
  ["another key under its own kid", signJwt(claims, stranger), "signature"],
  [
    "alg none",
    `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.AA`,
    "signature",
  ],
  ["alg RS512 over the right key", signedWith({ alg: "RS512", kid: key.kid }), "signature"],
  ["no kid", signedWith({ alg: "RS256" }), "signature"],
  [
    "a key of its own in the header",
    signJwt(claims, stranger).replace(
      /^[^.]+/,
      Buffer.from(JSON.stringify({ alg: "RS256", kid: key.kid, jwk: stranger.jwk })).toString("base64url"),
    ),
    "signature",
  ],
  ["crit", signedWith({ alg: "RS256", kid: key.kid, crit: ["x"] }), "signature"],
  ["another issuer", signJwt({ ...claims, iss: `${ISSUER}x` }, key), "issuer"],
  ["no exp", signJwt({ iss: ISSUER }, key), "time"],
  ["exp as text", signJwt({ ...claims, exp: String(seconds + 60) }, key), "time"],
  ["nbf in the future", signJwt({ ...claims, nbf: seconds + 1 }, key), "time"],
  ["claims that are a list", signedWith({ alg: "RS256", kid: key.kid }, [claims]), "malformed"],
  ["two parts", signJwt(claims, key).split(".").slice(0, 2).join("."), "malformed"],
  ["four parts", `${signJwt(claims, key)}.AA`, "malformed"],
  ["padding", `${signJwt(claims, key)}=`, "malformed"],
  ["a space", ` ${signJwt(claims, key)}`, "malformed"],
  ["nothing", "", "malformed"],
])("refused: %s", (_name, token, expected) => {
  expect(why(token)).toBe(expected);
});

test("a token that was verified before is checked again for time, issuer and key", () => {
  const token = signJwt(claims, key);
  expect(why(token)).toBe("valid");
  const later = new Date(NOW.getTime() + 1_000);
  const at = (options: Partial<Parameters<typeof verifyJwt>[1]>) =>
    verifyJwt(token, { keys: [key], issuer: ISSUER, now: NOW, ...options });
  expect(at({ issuer: "https://other.example" })).toMatchObject({ outcome: "invalid", why: "issuer" });
  expect(at({ keys: [stranger] })).toMatchObject({ outcome: "invalid", why: "signature" });
  expect(at({ now: later })).toMatchObject({ outcome: "expired" });
  expect(why(token)).toBe("valid");
});
