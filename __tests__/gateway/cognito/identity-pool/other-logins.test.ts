import { generateKeyPairSync } from "node:crypto";
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import { signingKey } from "../../../../gateway/jwt/keys";
import { signJwt } from "../../../../gateway/jwt/sign";
import { samlResponse } from "../../../../gateway/saml/respond";
import { type Backend, startBackend } from "../../data-plane/integrations/http/backend";
import { type RunningGate, runGate } from "../../gates";
import { type SignedIn, signIn } from "../../people";
import { PROVIDER, roleArn } from "../../petstore/names";
import { certificateOf, type MadeCertificate, metadataXml } from "../../saml/metadata";
import { AWS, ISSUER, SAML, serve, withOtherLogins } from "./other-logins";
import { ask, credentialsOf, idOf, type Json, type Logins, statusWith } from "./pool-client";

/** Logins of an identity pool by what is no user pool, and several logins of one identity. */

const ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes";
const newKey = () =>
  signingKey(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }));
const key = newKey();

let issuer: Backend;
let google: Backend;
let certificate: MadeCertificate;
let running: RunningGate;
let alice: SignedIn;
let bob: SignedIn;

beforeAll(async () => {
  [issuer, google, certificate] = await Promise.all([startBackend(), startBackend(), certificateOf()]);
  running = await runGate(
    withOtherLogins(metadataXml("https://idp.example", [{ certificates: [certificate] }])),
    {
      backends: new Map([
        ["https://login.example.com", issuer.origin],
        ["https://accounts.google.com", google.origin],
      ]),
    },
  );
  [alice, bob] = await Promise.all([signIn(running, "alice"), signIn(running, "bob")]);
  serve(issuer, `https://${ISSUER}`, "/tenant", key.jwk);
  serve(google, "https://accounts.google.com", "", key.jwk);
});
afterAll(async () => {
  await running.stop();
  issuer.stop();
  google.stop();
});

const seconds = () => Math.floor(Date.now() / 1_000);
const token = (claims: object = {}, by = key) =>
  signJwt(
    { iss: `https://${ISSUER}`, aud: "app", sub: "carol", iat: seconds(), exp: seconds() + 60, ...claims },
    by,
  );
const oidc = (claims: object = {}, by = key): Logins => ({ [ISSUER]: token(claims, by) });
const byGoogle = (claims: object = {}): Logins => ({
  "accounts.google.com": token({ iss: "https://accounts.google.com", aud: "google-app", ...claims }),
});
const cognito = ({ idToken }: SignedIn): Logins => ({ [PROVIDER]: idToken });
const saml = (roles: readonly string[], subject = "dave"): Logins => ({
  [SAML]: samlResponse(
    {
      entityId: "https://idp.example",
      audience: "urn:amazon:webservices",
      recipient: AWS,
      subject,
      now: new Date(),
      attributes: { [`${ATTRIBUTES}/Role`]: roles.map((name) => `${roleArn(name)},${SAML}`) },
    },
    certificate.privateKey,
  ),
});

/** Statuses of GET and POST /pets with the credentials of logins. */
async function reach(logins: Logins, more: Json = {}): Promise<unknown> {
  const id = await idOf(running, logins);
  const answer = await ask(running, "GetCredentialsForIdentity", { IdentityId: id, Logins: logins, ...more });
  if (!answer.Credentials) return `${answer.__type}: ${answer.message}`;
  return [
    await statusWith(running, answer, "/dev/pets"),
    await statusWith(running, answer, "/dev/pets", "POST"),
  ];
}

async function refusal(logins: Logins): Promise<string> {
  const answers = await Promise.all([
    ask(running, "GetId", { IdentityPoolId: running.model.identityPools[0]?.id, Logins: logins }),
    ask(running, "GetCredentialsForIdentity", { IdentityId: await idOf(running), Logins: logins }),
  ]);
  const [one, other] = answers.map(({ __type, message }) => `${__type}: ${message}`);
  expect(other?.replace(/\d+$/, "")).toBe(one?.replace(/\d+$/, ""));
  return one ?? "";
}

test.each<readonly [what: string, logins: () => Logins, expected: unknown]>([
  ["an issuer's token", () => oidc({ sub: "erin" }), [200, 403]],
  ["one to which a rule gives another role", () => oidc({ sub: "frank", plan: "gold" }), [200, 200]],
  ["one whose claim has another type", () => oidc({ sub: "grace", plan: ["gold"] }), [200, 403]],
  ["a Google token", () => byGoogle({ sub: "heidi" }), [200, 403]],
  [
    "a Google token that names a role",
    () =>
      byGoogle({
        sub: "ivan",
        "cognito:preferred_role": roleArn("writer"),
        "cognito:roles": [roleArn("writer")],
      }),
    [200, 403],
  ],
  ["a SAML response with a role", () => saml(["staff"], "judy"), [403, 200]],
  [
    "a SAML response with several roles",
    () => saml(["staff", "writer"], "kim"),
    `NotAuthorizedException: The ambiguous role mapping rules for: ${SAML} denied this request.`,
  ],
])("%s", async (_, logins, expected) => {
  expect(await reach(logins())).toEqual(expected);
});

test("of several roles in a SAML response, the caller names one", async () => {
  const logins = saml(["staff", "writer"], "leo");
  expect(await reach(logins, { CustomRoleArn: roleArn("writer") })).toEqual([200, 200]);
  expect(await reach(logins, { CustomRoleArn: roleArn("reader") })).toMatch(/NotAuthorizedException/);
});

const INVALID = "NotAuthorizedException: Invalid login token.";
test.each<readonly [what: string, logins: () => Logins, expected: string]>([
  ["signed with another key", () => oidc({}, newKey()), `${INVALID} Couldn't verify signed token.`],
  [
    "of another issuer",
    () => oidc({ iss: "https://evil.example" }),
    `${INVALID} Issuer doesn't match providerName`,
  ],
  ["expired", () => oidc({ exp: 1 }), `${INVALID} Token expired: 1 >= `],
  ["without a subject", () => oidc({ sub: "" }), `${INVALID} Not a valid OpenId Connect identity token.`],
  [
    "an access token",
    () => oidc({ token_use: "access" }),
    `${INVALID} Not a valid OpenId Connect identity token.`,
  ],
  [
    "for another client",
    () => oidc({ aud: "other" }),
    "NotAuthorizedException: Token is not from a supported provider of this identity pool.",
  ],
  [
    "for another authorized party",
    () => oidc({ azp: "other" }),
    "NotAuthorizedException: Token is not from a supported provider of this identity pool.",
  ],
  ["no JWT", () => ({ [ISSUER]: "text" }), `${INVALID} Not a valid OpenId Connect identity token.`],
  ["of a provider that the pool does not have", () => ({ "login.example.com": token() }), INVALID],
  [
    "of Facebook",
    () => ({ "graph.facebook.com": token() }),
    "NotAuthorizedException: Logins of graph.facebook.com are not served by this gate: they are no OpenID Connect tokens.",
  ],
  ["a SAML response that is none", () => ({ [SAML]: "text" }), `${INVALID} SAML response: `],
  [
    "a valid login beside one that is not",
    () => ({ ...cognito(alice), ...oidc({}, newKey()) }),
    `${INVALID} Couldn't verify signed token.`,
  ],
])("a login %s is refused", async (_, logins, expected) => {
  expect((await refusal(logins())).slice(0, expected.length)).toBe(expected);
});

test("the AWS SDK gets credentials with two logins", async () => {
  const client = new CognitoIdentity({
    endpoint: running.gate.description.endpoint,
    region: "us-east-1",
    maxAttempts: 1,
  });
  const Logins = { ...oidc({ sub: "sdk" }), ...byGoogle({ sub: "sdk" }) };
  const { IdentityId } = await client.getId({ IdentityPoolId: running.model.identityPools[0]?.id, Logins });
  const { Credentials } = await client.getCredentialsForIdentity({ IdentityId, Logins });
  client.destroy();
  expect(await statusWith(running, { Credentials } as Json, "/dev/pets")).toBe(200);
});

describe("several logins", () => {
  test("make one identity, which each of them leads to", async () => {
    const both = { ...oidc({ sub: "two" }), ...byGoogle({ sub: "two" }) };
    const id = await idOf(running, both);
    expect(await idOf(running, oidc({ sub: "two" }))).toBe(id);
    expect(await idOf(running, byGoogle({ sub: "two" }))).toBe(id);
    expect(await reach(both)).toEqual([200, 403]);
  });

  test("a login joins the identity of the one that it comes with", async () => {
    const id = await idOf(running, oidc({ sub: "late" }));
    const logins = { ...oidc({ sub: "late" }), ...byGoogle({ sub: "late" }) };
    expect((await credentialsOf(running, id, logins)).IdentityId).toBe(id);
    expect(await idOf(running, byGoogle({ sub: "late" }))).toBe(id);
  });

  test("a guest's identity gets all of them", async () => {
    const id = await idOf(running);
    const logins = { ...oidc({ sub: "guest" }), ...byGoogle({ sub: "guest" }) };
    expect((await credentialsOf(running, id, logins)).IdentityId).toBe(id);
    expect(await idOf(running, byGoogle({ sub: "guest" }))).toBe(id);
  });

  test("logins of two identities are refused, and stay where they are", async () => {
    const [one, other] = [
      await idOf(running, oidc({ sub: "x" })),
      await idOf(running, byGoogle({ sub: "y" })),
    ];
    const both = { ...oidc({ sub: "x" }), ...byGoogle({ sub: "y" }) };
    expect(await refusal(both)).toMatch(/^ResourceConflictException/);
    expect(await idOf(running, oidc({ sub: "x" }))).toBe(one);
    expect(await idOf(running, byGoogle({ sub: "y" }))).toBe(other);
  });

  test("an identity has one user of a provider", async () => {
    await idOf(running, { ...cognito(alice), ...oidc({ sub: "of-alice" }) });
    expect(await refusal({ ...cognito(alice), ...oidc({ sub: "another" }) })).toMatch(
      /^ResourceConflictException/,
    );
  });

  test("the identity must be that of one of them", async () => {
    const id = await idOf(running, cognito(bob));
    const answer = await credentialsOf(running, id, { ...oidc({ sub: "q" }), ...byGoogle({ sub: "q" }) });
    expect(answer.message).toMatch(/^Logins don't match/);
  });

  test("with different roles they get no credentials: which of them counts is not known", async () => {
    const logins = { ...oidc({ sub: "r", plan: "gold" }), ...byGoogle({ sub: "r" }) };
    expect(await reach(logins)).toMatch(/^NotAuthorizedException: The logins have different roles/);
  });

  test("more than ten are refused", async () => {
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`p${i}`, "x"]));
    expect(await refusal(many)).toMatch(/^InvalidParameterException/);
  });
});
