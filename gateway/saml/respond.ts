import { type KeyObject, randomBytes } from "node:crypto";
import { escapeXml } from "../protocol/xml";
import { ASSERTION, BEARER, ENVELOPED, EXCLUSIVE_C14N, PROTOCOL, RSA_SHA256, SHA256, SUCCESS } from "./names";

/** What an identity provider says, and to whom. */
export interface ResponseParts {
  readonly entityId: string;
  readonly audience: string;
  readonly recipient: string;
  /** The id of the request. @default none: the response is unsolicited */
  readonly inResponseTo?: string | undefined;
  readonly subject: string;
  /** @default persistent */
  readonly subjectFormat?: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly now: Date;
}

const LIFETIME_MS = 300_000;
const SESSION_MS = 8 * 3_600_000;
const PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";

/** The part of xml-crypto that signs. */
interface Signer {
  addReference(reference: {
    readonly xpath: string;
    readonly transforms: readonly string[];
    readonly digestAlgorithm: string;
  }): void;
  computeSignature(xml: string, options: object): void;
  getSignedXml(): string;
}

/** A SAML response with one assertion, which is signed. Base64. */
export function samlResponse(parts: ResponseParts, key: KeyObject): string {
  return Buffer.from(signedXml(responseXml(parts), "Assertion", key)).toString("base64");
}

/**
 * Signs an element of a document, which has the attribute `ID`. The signature goes behind the element's issuer, where SAML's
 * schema has it.
 */
export function signedXml(xml: string, element: "Assertion" | "Response", key: KeyObject): string {
  const { SignedXml } = require("xml-crypto");
  const xpath = `//*[local-name(.)='${element}']`;
  const signer: Signer = new SignedXml({
    privateKey: key,
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: EXCLUSIVE_C14N,
    idAttribute: "ID",
  });
  signer.addReference({ xpath, transforms: [ENVELOPED, EXCLUSIVE_C14N], digestAlgorithm: SHA256 });
  const location = { reference: `${xpath}/*[local-name(.)='Issuer']`, action: "after" };
  signer.computeSignature(xml, { location, prefix: "ds" });
  return signer.getSignedXml();
}

/** The same, unsigned. */
export function responseXml(parts: ResponseParts): string {
  const { audience, entityId, inResponseTo, now, recipient, subject, subjectFormat = PERSISTENT } = parts;
  const at = now.toISOString();
  const until = new Date(now.getTime() + LIFETIME_MS).toISOString();
  const session = new Date(now.getTime() + SESSION_MS).toISOString();
  const answers = inResponseTo === undefined ? "" : ` InResponseTo="${escapeXml(inResponseTo)}"`;
  const issuer = `<saml:Issuer>${escapeXml(entityId)}</saml:Issuer>`;
  const [to, name] = [escapeXml(recipient), escapeXml(subject)];
  return [
    `<samlp:Response xmlns:samlp="${PROTOCOL}" xmlns:saml="${ASSERTION}" ID="${newId()}" Version="2.0"`,
    ` IssueInstant="${at}" Destination="${to}"${answers}>${issuer}`,
    `<samlp:Status><samlp:StatusCode Value="${SUCCESS}"/></samlp:Status>`,
    `<saml:Assertion ID="${newId()}" Version="2.0" IssueInstant="${at}">${issuer}`,
    `<saml:Subject><saml:NameID Format="${escapeXml(subjectFormat)}">${name}</saml:NameID>`,
    `<saml:SubjectConfirmation Method="${BEARER}">`,
    `<saml:SubjectConfirmationData Recipient="${to}" NotOnOrAfter="${until}"${answers}/>`,
    "</saml:SubjectConfirmation></saml:Subject>",
    `<saml:Conditions NotBefore="${at}" NotOnOrAfter="${until}"><saml:AudienceRestriction>`,
    `<saml:Audience>${escapeXml(audience)}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`,
    `<saml:AuthnStatement AuthnInstant="${at}" SessionNotOnOrAfter="${session}"><saml:AuthnContext>`,
    "<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
    "</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>",
    `<saml:AttributeStatement>${attributesXml(parts)}</saml:AttributeStatement>`,
    "</saml:Assertion></samlp:Response>",
  ].join("");
}

function attributesXml({ attributes }: ResponseParts): string {
  return Object.entries(attributes)
    .map(([name, values]) => {
      const texts = values.map((value) => `<saml:AttributeValue>${escapeXml(value)}</saml:AttributeValue>`);
      return `<saml:Attribute Name="${escapeXml(name)}">${texts.join("")}</saml:Attribute>`;
    })
    .join("");
}

/** As XML has ids: no digit first. */
function newId(): string {
  return `_${randomBytes(20).toString("hex")}`;
}
