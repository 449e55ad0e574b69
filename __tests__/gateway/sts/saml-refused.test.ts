import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { samlResponse } from "../../../gateway/saml/respond";
import { roleArn } from "../petstore/names";
import { attacksOnGates, encodedXml } from "../saml/attacks";
import { ATTRIBUTES, arnOf, assume, DIRECTORY, key, now, parts, response, start } from "./saml-gate";
import { errorOf } from "./sts-gate";

/** Assertions for which STS gives nothing. */

const DENIED = /^AccessDenied: Not authorized to perform sts:AssumeRoleWithSAML$/;
const INVALID = /^InvalidIdentityToken: /;
const attribute = (name: string, ...values: string[]) => ({
  attributes: { [`${ATTRIBUTES}/${name}`]: values },
});

test.each<[string, RegExp, () => string, Record<string, string>?]>([
  ["a role that trusts another subject", DENIED, response, { RoleArn: roleArn("of-alice") }],
  ["a role that trusts another provider", DENIED, response, { RoleArn: roleArn("other") }],
  ["a role that the assertion does not name", DENIED, response, { RoleArn: roleArn("unnamed") }],
  ["a role that is not there", DENIED, response, { RoleArn: roleArn("unnamed-here") }],
  ["a role for an account", DENIED, response, { RoleArn: roleArn("warehouse") }],
  [
    "a role named for another provider",
    DENIED,
    () => response(attribute("Role", `${roleArn("staff")},${arnOf("other")}`)),
  ],
  ["a role named without a provider", DENIED, () => response(attribute("Role", roleArn("staff")))],
  [
    "a role named with more",
    DENIED,
    () => response(attribute("Role", `${roleArn("staff")},${DIRECTORY},${DIRECTORY}`)),
  ],
  ["no roles", DENIED, () => response(attribute("Role"))],
  [
    "another provider",
    /^InvalidIdentityToken: Issuer not present in specified provider/,
    response,
    { PrincipalArn: arnOf("other") },
  ],
  [
    "a provider that is not there",
    /^InvalidIdentityToken: Specified provider doesn't exist$/,
    response,
    { PrincipalArn: arnOf("none") },
  ],
  [
    "no session name",
    /^InvalidIdentityToken: RoleSessionName is required in AuthnResponse$/,
    () => response(attribute("RoleSessionName")),
  ],
  ["two session names", INVALID, () => response(attribute("RoleSessionName", "one", "two"))],
  [
    "a session name with a slash",
    /^InvalidIdentityToken: RoleSessionName in AuthnResponse must match/,
    () => response(attribute("RoleSessionName", "a/b")),
  ],
  [
    "a tag that the trust policy does not allow",
    DENIED,
    () => response(attribute("PrincipalTag:team", "blue")),
  ],
  ["a tag with two values", INVALID, () => response(attribute("PrincipalTag:team", "blue", "red"))],
  ["a tag of AWS", /^ValidationError: /, () => response(attribute("PrincipalTag:aws:x", "1"))],
  [
    "a source identity",
    /^InvalidIdentityToken: The attribute SourceIdentity is not served/,
    () => response(attribute("SourceIdentity", "m")),
  ],
  [
    "transitive tags",
    /^InvalidIdentityToken: The attribute TransitiveTagKeys is not served/,
    () => response(attribute("TransitiveTagKeys", "team")),
  ],
  [
    "another audience",
    /^InvalidIdentityToken: Response does not contain the required audience/,
    () => response({ audience: "urn:other" }),
  ],
  [
    "another recipient",
    /^InvalidIdentityToken: Response does not contain the required audience/,
    () => response({ recipient: "https://eu-west-1.signin.aws.amazon.com/saml" }),
  ],
  ["an answer to a request", INVALID, () => response({ inResponseTo: "_1" })],
  [
    "one that is over",
    /^ExpiredTokenException: /,
    () => response({ now: new Date(now.getTime() - 300_000) }),
  ],
  [
    "a foreign signature",
    /^InvalidIdentityToken: Response signature invalid/,
    () => samlResponse(parts(), generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey),
  ],
  ["less than 15 minutes", /^ValidationError: /, response, { DurationSeconds: "899" }],
  ["more than the role's maximum", /^ValidationError: /, response, { DurationSeconds: "3601" }],
  [
    "policies by ARN",
    /^ValidationError: PolicyArns/,
    response,
    { "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/X" },
  ],
])("%s is refused, and no credentials are made", async (_name, expected, assertion, parameters = {}) => {
  const answer = await assume(assertion(), parameters);
  expect(errorOf(answer)).toMatch(expected);
  expect(answer.body).not.toContain("<SecretAccessKey>");
});

test.each(Object.entries(attacksOnGates))("attack: %s", async (_name, make) => {
  const xml = make({ parts: parts(), victim: "alice", key, publicKey: createPublicKey(key) });
  for (const name of ["of-alice", "staff"]) {
    const answer = await assume(encodedXml(xml), { RoleArn: roleArn(name) });
    expect(errorOf(answer)).toMatch(INVALID);
    expect(answer.body).not.toContain("<SecretAccessKey>");
  }
});

test("an assertion is taken once, and one that was refused may be sent again", async () => {
  const assertion = response();
  expect(errorOf(await assume(assertion, { RoleArn: roleArn("of-alice") }))).toMatch(DENIED);
  const both = await Promise.all([assume(assertion), assume(assertion)]);
  expect(both.map((answer) => answer.status).sort()).toEqual([200, 400]);
  const again = errorOf(await assume(assertion));
  expect(again).toBe("InvalidIdentityToken: The assertion was used before: this gate takes each once.");
});

test("a restart does not make an assertion new", async () => {
  const folder = mkdtempSync(join(tmpdir(), "saml-"));
  try {
    const assertion = response();
    const answers = [];
    for (const _run of [1, 2]) {
      const gate = await start({ stateDir: join(folder, "state") });
      answers.push((await assume(assertion, {}, gate)).status);
      await gate.stop();
    }
    expect(answers).toEqual([200, 400]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
