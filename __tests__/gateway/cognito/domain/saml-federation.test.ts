import { createPublicKey } from "node:crypto";
import { type ResponseParts, samlResponse } from "../../../../gateway/saml/respond";
import { POOL } from "../../petstore/names";
import { attacksOnGates, encodedXml } from "../../saml/attacks";
import { Browser, encoded } from "./domain-gate";
import {
  type Asked,
  ask,
  bring,
  certificate,
  claimsOf,
  expectNobody,
  hidden,
  now,
  parts,
  passwordOf,
  running,
  sendPage,
} from "./saml-federation-gate";

/** Users of SAML identity providers of a user pool: of the gate's own, and of one whose metadata the Terraform has. */

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

  test.each(Object.entries(attacksOnGates))("attack: %s", async (_name, make) => {
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
