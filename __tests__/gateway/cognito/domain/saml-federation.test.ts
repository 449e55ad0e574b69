import { createPublicKey } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import { type ResponseParts, samlResponse } from "../../../../gateway/saml/respond";
import type { ApiModel, ClientOauth, PoolIdentityProvider } from "../../../../terraform/model";
import { type Answer, call } from "../../client";
import { POOL } from "../../petstore/names";
import { attacks, encodedXml } from "../../saml/attacks";
import { certificateOf, type MadeCertificate, metadataXml } from "../../saml/metadata";
import type { PoolGate } from "../user-pool/pool-gate";
import { Browser, CALLBACK, domainGate, encoded, inLocation, type Parameters, post } from "./domain-gate";

/** Users of SAML identity providers of a user pool: of the gate's own, and of one whose metadata the Terraform has. */

const ENTITY = "https://idp.example/metadata";
const provider = (name: string, type: string, details: PoolIdentityProvider["details"]) => ({
  address: `identity/aws_cognito_identity_provider.${name}`,
  name,
  type,
  identifiers: [],
  attributeMapping: { email: "mail" },
  details,
});
const oauth = {
  flows: ["code"],
  scopes: ["openid", "email"],
  callbackUrls: [CALLBACK],
  logoutUrls: [],
  identityProviders: ["COGNITO", "Company", "Remote", "Corp"],
} satisfies ClientOauth;

let running: PoolGate;
let certificate: MadeCertificate;
let now = new Date();

beforeAll(async () => {
  certificate = await certificateOf();
  const MetadataFile = metadataXml(ENTITY, [{ certificates: [certificate] }]);
  const identityProviders = [
    provider("Company", "SAML", { MetadataFile, EncryptedResponses: "true" }),
    provider("Remote", "SAML", { MetadataURL: "https://remote.example/metadata" }),
    provider("Corp", "OIDC", {}),
  ];
  const change = (model: ApiModel) => ({
    ...model,
    userPools: model.userPools.map((pool) => ({ ...pool, identityProviders })),
  });
  running = await domainGate({ clients: { all: { oauth } }, change }, { now: () => now });
});
afterAll(() => running?.stop());
beforeEach(() => {
  now = new Date();
});

interface Asked {
  readonly page: URL;
  /** What a response must say. */
  readonly id: string;
  readonly consumer: string;
  readonly state: string;
}

async function ask(browser: Browser, identity_provider = "Company"): Promise<Asked> {
  const { headers } = await browser.authorize({ client_id: "all", identity_provider });
  const page = new URL(String(headers.location));
  const request = Buffer.from(page.searchParams.get("SAMLRequest") ?? "", "base64");
  const xml = inflateRawSync(request).toString();
  const [id = "", consumer = ""] = ["ID", "AssertionConsumerServiceURL"].map(
    (name) => new RegExp(` ${name}="([^"]+)"`).exec(xml)?.[1],
  );
  return { page, id, consumer, state: page.searchParams.get("RelayState") ?? "" };
}

/** Sends the form of the identity provider's page. */
function sendPage(page: URL, form: Parameters): Promise<Answer> {
  return call(page.origin, `${page.pathname}${page.search}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: page.origin },
    body: encoded(form),
  });
}

function passwordOf(name: string, username = "carol"): string {
  const { externalUsers } = running.gate.description;
  return (
    externalUsers.find((user) => user.provider === name && user.username === username)?.password ?? "none"
  );
}

/** Posts a response as the browser does, from another origin. */
function bring(browser: Browser, form: Parameters): Promise<Answer> {
  return browser.send("/saml2/idpresponse", {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      origin: "null",
      "sec-fetch-site": "same-site",
    },
    body: encoded(form),
  });
}

const hidden = ({ body }: Answer, name: string) =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1] ?? "none";

function parts({ consumer, id }: Asked, changes: Partial<ResponseParts> = {}): ResponseParts {
  return {
    entityId: ENTITY,
    audience: `urn:amazon:cognito:sp:${POOL}`,
    recipient: consumer,
    inResponseTo: id,
    subject: "mallory",
    attributes: { mail: ["mallory@idp.example"], groups: ["admin", "user"] },
    now,
    ...changes,
  };
}

async function claimsOf(answer: Answer): Promise<Readonly<Record<string, unknown>>> {
  const code = inLocation(answer).get("code") ?? "none";
  const form = { grant_type: "authorization_code", client_id: "all", redirect_uri: CALLBACK, code };
  const { json } = await post(running, "/oauth2/token", form);
  return unverifiedClaims(String(json.id_token)) ?? {};
}

function expectNobody(browser: Browser, { body, headers }: Answer): void {
  expect(`${headers.location ?? ""}\n${body}`).not.toMatch(/[?&](code|id_token)=/);
  expect(browser.cookies.has("cognito")).toBe(false);
}

test.each(["Company", "Remote"])("a user signs in at the page that stands in for %s", async (name) => {
  const browser = new Browser(running);
  const asked = await ask(browser, name);
  const signedIn = await sendPage(asked.page, { username: "carol", password: passwordOf(name) });
  expect(signedIn.body).toContain(`action="${asked.consumer}"`);
  expect(asked.consumer).toBe(`${browser.origin}/saml2/idpresponse`);
  const [SAMLResponse, RelayState] = ["SAMLResponse", "RelayState"].map((field) => hidden(signedIn, field));
  const answer = await bring(browser, { SAMLResponse, RelayState });
  expect(answer.headers.location).toMatch(/^http:\/\/localhost:5173\/in\?code=[\da-f-]{36}&state=s1$/);
  const claims = await claimsOf(answer);
  expect(claims).toMatchObject({
    "cognito:username": expect.stringMatching(new RegExp(`^${name}_[\\da-f-]{36}$`)),
    "cognito:groups": [`${POOL}_${name}`],
    email: `carol@${name.toLowerCase()}.example`,
    identities: [expect.objectContaining({ providerName: name, providerType: "SAML" })],
  });
  expect(claims).not.toHaveProperty("cognito:roles");
});

test("the identity provider of the metadata may answer itself", async () => {
  const browser = new Browser(running);
  const asked = await ask(browser);
  const SAMLResponse = samlResponse(parts(asked), certificate.privateKey);
  const answer = await bring(browser, { SAMLResponse, RelayState: asked.state });
  expect(await claimsOf(answer)).toMatchObject({
    "cognito:username": "Company_mallory",
    email: "mallory@idp.example",
  });
});

test("the start says of which providers only the gate's own is taken", () => {
  const lines = running.lines.filter((line) => line.includes("identity provider are taken"));
  expect(lines).toEqual([
    "Differs here: identity/aws_cognito_identity_provider.Remote: only assertions of the gate's own identity provider are taken: its metadata is not in the Terraform",
  ]);
});

describe("refused, and nobody is signed in:", () => {
  test.each<[string, (asked: Asked) => Partial<ResponseParts>]>([
    ["another audience", () => ({ audience: "urn:amazon:cognito:sp:us-east-1_Other" })],
    ["another recipient", () => ({ recipient: "http://evil.example/saml2/idpresponse" })],
    ["the recipient of AWS", () => ({ recipient: "https://signin.aws.amazon.com/saml" })],
    ["another request", () => ({ inResponseTo: "_1" })],
    ["no request", () => ({ inResponseTo: undefined })],
    ["another identity provider", () => ({ entityId: "https://remote.example/metadata" })],
    ["one that is over", () => ({ now: new Date(now.getTime() - 300_000) })],
    ["a subject that is no name", () => ({ subject: "a b" })],
    ["a subject that is too long", () => ({ subject: "x".repeat(96) })],
  ])("%s", async (_name, changes) => {
    const browser = new Browser(running);
    const asked = await ask(browser);
    const SAMLResponse = samlResponse(parts(asked, changes(asked)), certificate.privateKey);
    const answer = await bring(browser, { SAMLResponse, RelayState: asked.state });
    expect(answer.status).toBe(400);
    expectNobody(browser, answer);
  });

  test.each(Object.entries(attacks))("attack: %s", async (_name, make) => {
    const browser = new Browser(running);
    const asked = await ask(browser);
    const { privateKey: key } = certificate;
    const xml = make({ parts: parts(asked), victim: "alice", key, publicKey: createPublicKey(key) });
    const answer = await bring(browser, { SAMLResponse: encodedXml(xml), RelayState: asked.state });
    expect(answer.status).toBe(400);
    expectNobody(browser, answer);
  });

  test("a response in another browser, and one that is brought twice", async () => {
    const browser = new Browser(running);
    const asked = await ask(browser);
    const form = {
      SAMLResponse: samlResponse(parts(asked), certificate.privateKey),
      RelayState: asked.state,
    };
    const other = new Browser(running);
    await ask(other);
    const stolen = await bring(other, form);
    expectNobody(other, stolen);
    const cookies = new Map(browser.cookies);
    expect((await bring(browser, form)).headers.location).toContain("code=");
    const again = new Browser(running);
    for (const [name, value] of cookies) again.cookies.set(name, value);
    expectNobody(again, await bring(again, form));
  });

  test("a response to a request to another provider", async () => {
    const browser = new Browser(running);
    const asked = await ask(browser, "Remote");
    const SAMLResponse = samlResponse(parts(asked), certificate.privateKey);
    const answer = await bring(browser, { SAMLResponse, RelayState: asked.state });
    expectNobody(browser, answer);
  });

  test("parts of a response", async () => {
    const browser = new Browser(running);
    const asked = await ask(browser);
    const SAMLResponse = samlResponse(parts(asked), certificate.privateKey);
    for (const form of [{}, { SAMLResponse }, { RelayState: asked.state }, { SAMLResponse, RelayState: "x" }])
      expectNobody(browser, await bring(browser, form));
    const get = await browser.send(
      `/saml2/idpresponse?${encoded({ SAMLResponse, RelayState: asked.state })}`,
    );
    expect(get.status).toBe(405);
  });

  test("a sign-in by code at a provider that speaks SAML, or by SAML at one that does not", async () => {
    const browser = new Browser(running);
    const asked = await ask(browser);
    const byCode = new URL(asked.page);
    byCode.search = encoded({ request: asked.state });
    const form = { username: "carol", password: passwordOf("Company") };
    expect((await sendPage(byCode, form)).status).toBe(400);
    const { headers } = await browser.authorize({ client_id: "all", identity_provider: "Corp" });
    const corp = new URL(String(headers.location));
    const state = corp.searchParams.get("request") ?? "";
    corp.search = encoded({
      SAMLRequest: asked.page.searchParams.get("SAMLRequest") ?? "",
      RelayState: state,
    });
    expect((await sendPage(corp, { username: "carol", password: passwordOf("Corp") })).status).toBe(400);
    const SAMLResponse = samlResponse(parts(asked), certificate.privateKey);
    expectNobody(browser, await bring(browser, { SAMLResponse, RelayState: state }));
  });

  test("a request that is not the gate's, at the identity provider's page", async () => {
    const asked = await ask(new Browser(running));
    const other = await ask(new Browser(running));
    const form = { username: "carol", password: passwordOf("Company") };
    for (const query of [
      { SAMLRequest: asked.page.searchParams.get("SAMLRequest") ?? "", RelayState: other.state },
      { RelayState: asked.state },
      { SAMLRequest: "x", RelayState: asked.state },
      { SAMLRequest: asked.page.searchParams.get("SAMLRequest") ?? "", RelayState: "x" },
    ]) {
      const page = new URL(asked.page);
      page.search = encoded(query);
      const answer = await sendPage(page, form);
      expect([answer.status, answer.body.includes("SAMLResponse")]).toEqual([400, false]);
    }
    const wrong = await sendPage(asked.page, { username: "carol", password: "wrong" });
    expect(wrong.body).toContain("Incorrect username or password.");
    expect(wrong.body).not.toContain("SAMLResponse");
  });
});
