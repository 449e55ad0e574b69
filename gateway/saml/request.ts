import { deflateRawSync, inflateRawSync } from "node:zlib";
import { escapeXml } from "../protocol/xml";
import { malformed } from "./error";
import { ASSERTION, PROTOCOL } from "./names";
import { attribute, isNamed, onlyChild, parseXml, textOf } from "./xml";

/** A request to an identity provider to sign a user in. */
export interface AuthnRequest {
  readonly id: string;
  /** Entity id of the service. */
  readonly issuer: string;
  /** The address that the response goes to. */
  readonly consumer: string;
}

/** Bytes of a request. */
const LONGEST = 16 << 10;

/** As the binding HTTP-Redirect has it in `SAMLRequest`. */
export function encodeAuthnRequest(
  { consumer, id, issuer }: AuthnRequest,
  { destination, now }: { readonly destination: string; readonly now: Date },
): string {
  const xml = [
    `<samlp:AuthnRequest xmlns:samlp="${PROTOCOL}" xmlns:saml="${ASSERTION}" ID="${escapeXml(id)}" Version="2.0"`,
    ` IssueInstant="${now.toISOString()}" Destination="${escapeXml(destination)}"`,
    ' ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"',
    ` AssertionConsumerServiceURL="${escapeXml(consumer)}">`,
    `<saml:Issuer>${escapeXml(issuer)}</saml:Issuer></samlp:AuthnRequest>`,
  ];
  return deflateRawSync(xml.join("")).toString("base64");
}

/** @throws {SamlError} `malformed` */
export function decodeAuthnRequest(encoded: string): AuthnRequest {
  const root = parseXml(inflated(encoded));
  const [id, consumer] = ["ID", "AssertionConsumerServiceURL"].map((name) => attribute(root, name));
  if (!isNamed(root, PROTOCOL, "AuthnRequest") || id === undefined || consumer === undefined)
    throw malformed("it is no request for authentication");
  return { id, consumer, issuer: textOf(onlyChild(root, ASSERTION, "Issuer")) };
}

function inflated(encoded: string): string {
  try {
    return inflateRawSync(Buffer.from(encoded, "base64"), { maxOutputLength: LONGEST }).toString();
  } catch {
    throw malformed("it is not compressed as the binding has it, or too long");
  }
}
