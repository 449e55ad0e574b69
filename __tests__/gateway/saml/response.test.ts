import { generateKeyPairSync, X509Certificate } from "node:crypto";
import type { Expected } from "../../../gateway/saml/assertion";
import { SamlError, type SamlProblem } from "../../../gateway/saml/error";
import { responseXml, signedXml } from "../../../gateway/saml/respond";
import { readSamlResponse } from "../../../gateway/saml/response";
import { attackSize } from "../../attacks";
import { attacks, encodedXml } from "./attacks";
import { changed, expected, issuer, now, parts, privateKey, problemOf, publicKey, signed } from "./responses";
// Made with signxml 5 and lxml, and verified with it; the key is not kept.
import other from "./signxml.json";

test("a signed assertion is read", () => {
  const { attributes, ...assertion } = readSamlResponse(signed(), issuer, expected);
  expect(assertion).toEqual({
    id: expect.stringMatching(/^_[0-9a-f]{40}$/),
    issuer: parts.entityId,
    subject: { value: "mallory", format: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" },
    recipient: parts.recipient,
    issuedAt: now.getTime(),
    expiresAt: now.getTime() + 300_000,
    sessionEndsAt: now.getTime() + 8 * 3_600_000,
  });
  expect(Object.fromEntries(attributes)).toEqual(parts.attributes);
});

test.each([
  ["the response alone is signed", () => signedXml(responseXml(parts), "Response", privateKey)],
  [
    "both are signed",
    () => signedXml(signedXml(responseXml(parts), "Assertion", privateKey), "Response", privateKey),
  ],
  [
    "it has a declaration",
    () => `<?xml version="1.0" encoding="UTF-8"?>\n${signedXml(responseXml(parts), "Assertion", privateKey)}`,
  ],
])("it is read as well where %s", (_name, xml) => {
  expect(readSamlResponse(encodedXml(xml()), issuer, expected).subject.value).toBe("mallory");
});

test("each of several keys of a provider may have signed it", () => {
  const keys = [generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey, publicKey];
  expect(readSamlResponse(signed(), { ...issuer, keys }, expected).subject.value).toBe("mallory");
});

test.each(Object.entries(other.responses))(
  "it is read as another library signs it: the %s",
  (_name, encoded) => {
    const certificate = Buffer.from(other.certificate, "base64");
    const { attributes, subject } = readSamlResponse(
      encoded,
      { entityId: "https://idp.example/metadata", keys: [new X509Certificate(certificate).publicKey] },
      {
        audiences: ["urn:amazon:webservices"],
        recipients: ["https://signin.aws.amazon.com/saml"],
        inResponseTo: undefined,
        now: new Date("2026-11-26T12:01:00Z"),
      },
    );
    expect(subject.value).toBe("erna@idp.example");
    expect(attributes.get("https://aws.amazon.com/SAML/Attributes/RoleSessionName")).toEqual([
      "erna@idp.example",
    ]);
  },
);

test("characters that XML escapes are read as they are", () => {
  const subject = `<a> & "b" 'c' Ω`;
  expect(readSamlResponse(signed({ subject }), issuer, expected).subject.value).toBe(subject);
});

test.each(Object.entries(attacks))("attack: %s", (_name, make) => {
  const xml = make({ parts, victim: "alice", key: privateKey, publicKey });
  expect(["malformed", "signature"]).toContain(problemOf(encodedXml(xml)));
});

/** `npm run test:attacks` changes every 61st character. */
const EVERY = 244 / attackSize({ some: 1, all: 4 });

test.each(["Assertion", "Response"] as const)(
  "the %s that was changed after it was signed says the same, or is refused",
  (element) => {
    const xml = signedXml(responseXml(parts), element, privateKey);
    const contentOf = (text: string) => {
      const { attributes, ...assertion } = readSamlResponse(encodedXml(text), issuer, expected);
      return { ...assertion, attributes: Object.fromEntries(attributes) };
    };
    const right = contentOf(xml);
    let refused = 0;
    // A character: gone, another one, or with an element before it.
    for (let i = 0; i < xml.length; i += EVERY)
      for (const put of ["", "x", "<a/>"]) {
        const changed = `${xml.slice(0, i)}${put}${xml.slice(put === "<a/>" ? i : i + 1)}`;
        try {
          expect(contentOf(changed)).toEqual(right);
        } catch (error) {
          if (!(error instanceof SamlError)) throw error;
          refused++;
        }
      }
    expect(refused).toBeGreaterThan(xml.length / EVERY);
  },
);

const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

test.each<[string, SamlProblem | "taken", () => string, Partial<Expected>?]>([
  ["another issuer", "issuer", () => signed({ entityId: "https://other.example" })],
  [
    "another issuer of the assertion than of the response",
    "issuer",
    () => changed(/(<saml:Assertion [^>]*>)<saml:Issuer>[^<]*/, "$1<saml:Issuer>https://other.example"),
  ],
  ["another audience", "audience", () => signed({ audience: "urn:example:service2" })],
  ["no audience", "audience", () => changed(/<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/, "")],
  [
    "a second restriction to another audience",
    "audience",
    () =>
      changed(
        "</saml:Conditions>",
        "<saml:AudienceRestriction><saml:Audience>urn:x</saml:Audience></saml:AudienceRestriction></saml:Conditions>",
      ),
  ],
  ["another recipient", "recipient", () => signed({ recipient: "https://service.example/saml2" })],
  [
    "another destination alone",
    "recipient",
    () => changed(/ Destination="[^"]*"/, ' Destination="https://x.example"'),
  ],
  ["no recipient", "recipient", () => changed(/ Recipient="[^"]*"/, "")],
  ["no destination", "taken", () => changed(/ Destination="[^"]*"/, "")],
  ["a request where none was made", "request", () => signed({ inResponseTo: "_1" })],
  ["no request where one was made", "request", () => signed(), { inResponseTo: "_1" }],
  ["another request", "request", () => signed({ inResponseTo: "_2" }), { inResponseTo: "_1" }],
  ["the request that was made", "taken", () => signed({ inResponseTo: "_1" }), { inResponseTo: "_1" }],
  [
    "the request only outside of the assertion",
    "request",
    () => changed(/(SubjectConfirmationData[^>]*) InResponseTo="_1"/, "$1", { ...parts, inResponseTo: "_1" }),
    { inResponseTo: "_1" },
  ],
  ["the last second", "taken", () => signed(), { now: at(299) }],
  ["when its time is over", "expired", () => signed(), { now: at(300) }],
  ["before its time", "early", () => signed(), { now: at(-61) }],
  [
    "a confirmation that is over before the conditions",
    "expired",
    () => changed(/(SubjectConfirmationData[^>]*NotOnOrAfter=")[^"]*/, "$12026-11-26T10:00:00Z"),
  ],
  [
    "a confirmation without an end",
    "malformed",
    () => changed(/(SubjectConfirmationData[^>]*) NotOnOrAfter="[^"]*"/, "$1"),
  ],
  [
    "a confirmation that begins later",
    "early",
    () =>
      changed(
        "<saml:SubjectConfirmationData ",
        '<saml:SubjectConfirmationData NotBefore="2026-11-26T10:02:00Z" ',
      ),
  ],
  [
    "conditions without an end",
    "malformed",
    () => changed(/(<saml:Conditions[^>]*) NotOnOrAfter="[^"]*"/, "$1"),
  ],
  ["no conditions", "malformed", () => changed(/<saml:Conditions.*<\/saml:Conditions>/, "")],
  [
    "a condition that is not known",
    "malformed",
    () => changed("</saml:Conditions>", "<saml:Condition/></saml:Conditions>"),
  ],
  [
    "a time without a zone",
    "malformed",
    () => changed(/(<saml:Conditions[^>]*NotOnOrAfter=")[^"]*/, "$12026-11-26T10:04:00"),
  ],
  [
    "a session that is over",
    "expired",
    () => changed(/SessionNotOnOrAfter="[^"]*"/, 'SessionNotOnOrAfter="2026-11-26T09:59:59Z"'),
  ],
  [
    "no statement of a sign-in",
    "malformed",
    () => changed(/<saml:AuthnStatement.*<\/saml:AuthnStatement>/, ""),
  ],
  ["a sign-in that failed", "status", () => changed("status:Success", "status:Requester")],
  ["another version", "malformed", () => changed(/(<saml:Assertion [^>]*)Version="2.0"/, '$1Version="1.1"')],
  ["another confirmation than bearer", "malformed", () => changed("cm:bearer", "cm:sender-vouches")],
  [
    "two confirmations",
    "malformed",
    () => changed(/(<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>)/, "$1$1"),
  ],
  ["two subjects", "malformed", () => changed(/(<saml:NameID .*<\/saml:NameID>)/, "$1$1")],
  ["an empty subject", "malformed", () => signed({ subject: "" })],
  [
    "an attribute twice",
    "malformed",
    () => changed("</saml:AttributeStatement>", '<saml:Attribute Name="mail"/></saml:AttributeStatement>'),
  ],
  [
    "an attribute with elements in its value",
    "malformed",
    () => changed(">mallory@idp.example<", "><saml:NameID>mallory</saml:NameID><"),
  ],
  ["what is no base64", "malformed", () => `${signed()}!`],
  ["base64 in lines", "taken", () => signed().replace(/.{76}/g, "$&\r\n")],
  ["what is too long", "malformed", () => signed({ subject: "x".repeat(100_000) })],
  ["UTF-16", "malformed", () => Buffer.from(responseXml(parts), "utf16le").toString("base64")],
  ["what is no XML", "malformed", () => encodedXml("x")],
  ["nothing", "malformed", () => ""],
  ["another document", "malformed", () => encodedXml("<x/>")],
])("%s: %s", (_name, problem, encoded, changes = {}) => {
  expect(problemOf(encoded(), changes)).toBe(problem);
});
