import type { KeyObject } from "node:crypto";
import { type Expected, readAssertion, type SamlAssertion } from "./assertion";
import { malformed, SamlError } from "./error";
import { ASSERTION, PROTOCOL, SUCCESS } from "./names";
import { signedContent } from "./signed";
import {
  attribute,
  isNamed,
  onlyChild,
  optionalChild,
  parseXml,
  textOf,
  withDescendants,
  type XmlElement,
} from "./xml";

/** An identity provider, as the Terraform names it. */
export interface SamlIssuer {
  readonly entityId: string;
  /** Keys that its assertions may be signed with. */
  readonly keys: readonly KeyObject[];
}

/** Characters of a response; STS takes no more. */
const LONGEST = 100_000;

/**
 * Verifies a SAML response, and reads its assertion: one, signed by the identity provider, for this service, at this time.
 * Only what the signature covers is read. Whether the assertion was used before, the caller must check.
 *
 * @param encoded base64
 * @throws {SamlError}
 */
export function readSamlResponse(
  encoded: string,
  { entityId, keys }: SamlIssuer,
  expected: Expected,
): SamlAssertion {
  const text = decoded(encoded);
  const root = parseXml(text);
  if (!isNamed(root, PROTOCOL, "Response")) throw malformed("it is no SAML response");
  const all = withDescendants(root);
  if (all.some((element) => isNamed(element, ASSERTION, "EncryptedAssertion")))
    throw malformed("its assertion is encrypted, which this gate does not read");
  checkResponse(root, entityId, expected);
  const assertion = assertionOf(root);
  const content = signedContent(text, root, { carriers: [root, assertion], keys });
  if (!isNamed(content, PROTOCOL, "Response")) return readAssertion(content, entityId, expected);
  checkResponse(content, entityId, expected);
  return readAssertion(assertionOf(content), entityId, expected);
}

function decoded(encoded: string): string {
  // Forms may break base64 into lines.
  const compact = encoded.replace(/\r?\n/g, "");
  const bytes = Buffer.from(compact, "base64");
  if (compact.length > LONGEST || bytes.toString("base64") !== compact)
    throw malformed("it is not base64, or too long");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw malformed("it is not UTF-8");
  }
}

/** The one assertion of a response. A second one anywhere refuses it. */
function assertionOf(response: XmlElement): XmlElement {
  const assertion = onlyChild(response, ASSERTION, "Assertion");
  // Whatever namespace it has: which of them another part would take is not told.
  const all = withDescendants(response).filter(({ localName }) => localName === "Assertion");
  if (all.length !== 1) throw malformed("it has more than one assertion");
  return assertion;
}

/** What the response says around its assertion. */
function checkResponse(response: XmlElement, entityId: string, expected: Expected): void {
  if (attribute(response, "Version") !== "2.0") throw malformed("it is not of SAML 2.0");
  const code = onlyChild(onlyChild(response, PROTOCOL, "Status"), PROTOCOL, "StatusCode");
  const status = attribute(code, "Value") ?? "";
  if (status !== SUCCESS) throw new SamlError("status", `the sign-in failed: ${status.slice(0, 200)}`);
  const issuer = optionalChild(response, ASSERTION, "Issuer");
  if (issuer && textOf(issuer) !== entityId)
    throw new SamlError("issuer", `it is of ${textOf(issuer).slice(0, 200)}`);
  const destination = attribute(response, "Destination");
  if (destination !== undefined && !expected.recipients.includes(destination))
    throw new SamlError("recipient", "its destination is another address");
  const answers = attribute(response, "InResponseTo");
  if (answers !== undefined && answers !== expected.inResponseTo)
    throw new SamlError("request", "it does not answer the request");
}
