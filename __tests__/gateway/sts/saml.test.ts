import { createHash, createPrivateKey } from "node:crypto";
import { responseXml, samlResponse, signedXml } from "../../../gateway/saml/respond";
import { call, signedCall } from "../client";
import { installationKeys } from "../gates";
import { ACCOUNT, REGION, roleArn } from "../petstore/names";
import { encodedXml } from "../saml/attacks";
import {
  ATTRIBUTES,
  AWS,
  arnOf,
  assume,
  ENTITY,
  key,
  now,
  parts,
  response,
  running,
  status,
} from "./saml-gate";
import { credentialsIn, errorOf } from "./sts-gate";

/** What STS gives for an assertion of a company's directory. */

test("gives credentials that work at the API, and says who they are for", async () => {
  const answer = await assume(response());
  expect(answer.status).toBe(200);
  expect(answer.element("Arn")).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/staff/mallory@idp.example`);
  expect(answer.element("Subject")).toBe("mallory");
  expect(answer.element("SubjectType")).toBe("persistent");
  expect(answer.element("Issuer")).toBe(ENTITY);
  expect(answer.element("Audience")).toBe(AWS);
  const qualifier = createHash("sha1").update(`${ENTITY}${ACCOUNT}/directory`).digest("base64");
  expect(answer.element("NameQualifier")).toBe(qualifier);
  expect(await status("POST", answer)).toBe(200);
});

test.each(["of-directory", "conditional"])("the role %s is given by the assertion's keys", async (name) => {
  expect((await assume(response(), { RoleArn: roleArn(name) })).status).toBe(200);
});

test("a regional address of AWS is a recipient, by the trust policy", async () => {
  const recipient = `https://${REGION}.signin.aws.amazon.com/saml`;
  const at = (name: string) => assume(response({ recipient }), { RoleArn: roleArn(name) });
  expect((await at("regional")).status).toBe(200);
  expect(errorOf(await at("staff"))).toMatch(/^AccessDenied: /);
});

test("tags and the subject are keys of the session's requests, and other keys of the assertion are not", async () => {
  const tagged = (team: string) =>
    assume(response({ attributes: { [`${ATTRIBUTES}/PrincipalTag:team`]: [team] } }), {
      RoleArn: roleArn("conditional"),
    });
  expect(await status("GET", await tagged("blue"))).toBe(200);
  expect(await status("GET", await tagged("red"))).toBe(403);
  const untagged = await assume(response(), { RoleArn: roleArn("conditional") });
  // Tags of the role itself are not read, so that it is not decided.
  expect(await status("GET", untagged)).toBe(500);
  expect(await status("POST", untagged)).toBe(200);
  const options = { credentials: credentialsIn(untagged), region: REGION };
  expect((await signedCall(running.gate.description.endpoint, "/dev/pets/7", options)).status).toBe(500);
});

test("the session ends with the identity provider's", async () => {
  const xml = responseXml(parts()).replace(
    /SessionNotOnOrAfter="[^"]*"/,
    `SessionNotOnOrAfter="${new Date(now.getTime() + 60_000).toISOString()}"`,
  );
  const answer = await assume(encodedXml(signedXml(xml, "Assertion", key)));
  const seconds = (Date.parse(answer.element("Expiration") ?? "") - now.getTime()) / 1_000;
  expect(seconds).toBeGreaterThan(57);
  expect(seconds).toBeLessThanOrEqual(60);
});

test("the gate's own identity provider may sign in place of the Terraform's", async () => {
  const { partnerKey } = await installationKeys();
  const own = createPrivateKey({ key: partnerKey, format: "jwk" });
  expect((await assume(samlResponse(parts(), own))).status).toBe(200);
  const later = { PrincipalArn: arnOf("later") };
  expect(errorOf(await assume(response({ entityId: arnOf("later") }), later))).toMatch(
    /^InvalidIdentityToken: /,
  );
  expect(running.lines.join("\n")).toContain(
    "aws_iam_saml_provider.later: only assertions of the gate's own identity provider are taken: known only after apply",
  );
});

describe("the identity provider on this machine", () => {
  const described = (name = "directory") => {
    const found = running.gate.description.samlProviders.find((provider) => provider.name === name);
    if (!found) throw new Error(`no provider ${name}`);
    return found;
  };
  const ask = (form: Readonly<Record<string, string>>, { url } = described()) => {
    const { origin, pathname } = new URL(url);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return call(origin, pathname, { method: "POST", headers, body: new URLSearchParams(form).toString() });
  };
  const carol = "carol";

  test.each(["directory", "later"])("gives its users a response for roles of %s", async (name) => {
    const { arn, users } = described(name);
    const password = users.find(({ username }) => username === carol)?.password ?? "";
    const { body, status: answered } = await ask({ username: carol, password }, described(name));
    expect(answered).toBe(200);
    const answer = await assume(body, {
      PrincipalArn: arn,
      RoleArn: roleArn(name === "later" ? "of-later" : "staff"),
    });
    expect(answer.element("Arn")).toMatch(/assumed-role\/(staff|of-later)\/carol$/);
    expect(await status("POST", answer)).toBe(200);
  });

  test("refuses a wrong password, a user of another provider, and what is no form", async () => {
    const password = described("other").users[0]?.password ?? "";
    for (const form of [
      { username: carol, password },
      { username: "nobody", password },
    ])
      expect(await ask(form)).toMatchObject({ status: 403, body: "Incorrect username or password." });
    expect((await ask({ username: carol })).status).toBe(400);
    expect(
      (await ask({ username: carol, password }, { ...described(), url: `${described().url}x` })).status,
    ).toBe(404);
  });
});
