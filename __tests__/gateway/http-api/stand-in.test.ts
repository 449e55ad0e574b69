import { generateKeyPairSync } from "node:crypto";
import { type SigningKey, signingKey } from "../../../gateway/jwt/keys";
import { type StandInClaims, standInToken } from "../../../gateway/third-party-issuer/stand-ins";
import { call } from "../client";
import { installationKeys } from "../gates";
import { type HttpGate, httpGate } from "./gate";

/** The gate's own issuer in the place of one that JWT authorizers name, and that no --backend names. */

const ISSUER = "https://login.example.com/";
const PATH = "/proxy/login";

let gate: HttpGate;
let key: SigningKey;
beforeAll(async () => {
  gate = await httpGate();
  key = signingKey((await installationKeys()).partnerKey);
});
afterAll(() => gate.stop());

const carol: StandInClaims = { issuer: ISSUER, subject: "carol", audience: "shop", scopes: [] };
const statusWith = async (claims: Partial<StandInClaims>, signer = key, now = new Date()) => {
  const bearer = standInToken({ ...carol, ...claims }, { key: signer, now });
  const headers = { authorization: `Bearer ${bearer}` };
  return (await call(gate.gate.description.endpoint, PATH, { headers })).status;
};

test("the issuer is announced, with the audience of its authorizer, and said to differ", () => {
  expect(gate.gate.description.issuers).toContainEqual({ issuer: ISSUER, audiences: ["shop"], scopes: [] });
  expect(gate.lines.join("\n")).toContain(
    `the gate signs the tokens of ${ISSUER}, whose own are refused: gatehouse token NAME --issuer ${ISSUER}`,
  );
});

test("its token is taken", async () => {
  expect(await statusWith({})).toBe(200);
  expect(gate.ran()).toEqual(["echo"]);
});

test.each([
  ["for another audience", { audience: "other" }],
  ["of an issuer that is not the same to the letter", { issuer: "https://login.example.com" }],
  ["of the user pool", { issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Shop00001" }],
])("a token %s is refused", async (_, claims) => {
  expect(await statusWith(claims)).toBe(401);
  expect(gate.ran()).toEqual([]);
});

test("a token by another key, and one that is over, are refused", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  expect(await statusWith({}, signingKey(privateKey.export({ format: "jwk" })))).toBe(401);
  expect(await statusWith({}, key, new Date(Date.now() - 2 * 3_600_000))).toBe(401);
  expect(gate.ran()).toEqual([]);
});

test("an issuer that --backend names gives its tokens itself", async () => {
  const other = await httpGate({ backends: new Map([["https://login.example.com", "http://127.0.0.1:1"]]) });
  try {
    expect(other.gate.description.issuers).toEqual([]);
    const bearer = standInToken(carol, { key, now: new Date() });
    const { status } = await call(other.gate.description.endpoint, PATH, {
      headers: { authorization: `Bearer ${bearer}` },
    });
    expect(status).toBe(401);
  } finally {
    await other.stop();
  }
});
