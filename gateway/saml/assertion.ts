import { malformed, SamlError } from "./error";
import { ASSERTION, BEARER } from "./names";
import {
  attribute,
  children,
  childrenNamed,
  isNamed,
  onlyChild,
  optionalChild,
  textOf,
  type XmlElement,
} from "./xml";

/** What an identity provider says of a user. */
export interface SamlAssertion {
  readonly id: string;
  readonly issuer: string;
  readonly subject: { readonly value: string; readonly format: string | undefined };
  /** The address that it is meant for. */
  readonly recipient: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  /** Until when it may be used, and so until when its id must be kept. */
  readonly expiresAt: number;
  /** When the identity provider wants the session to end. */
  readonly sessionEndsAt: number | undefined;
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

/** What an assertion must be for. */
export interface Expected {
  /** Names of the service, one of which must be an audience. */
  readonly audiences: readonly string[];
  /** Addresses of the service. */
  readonly recipients: readonly string[];
  /** The id of the request; `undefined` where there was none. */
  readonly inResponseTo: string | undefined;
  readonly now: Date;
}

/** Milliseconds that the clock of an identity provider may be ahead. */
const AHEAD_MS = 60_000;

/**
 * Reads an assertion whose signature is verified, by SAML's rules for browsers.
 * https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf 4.1.4.3
 *
 * @throws {SamlError}
 */
export function readAssertion(assertion: XmlElement, issuer: string, expected: Expected): SamlAssertion {
  if (attribute(assertion, "Version") !== "2.0") throw malformed("its assertion is not of SAML 2.0");
  const named = textOf(onlyChild(assertion, ASSERTION, "Issuer"));
  if (named !== issuer) throw new SamlError("issuer", `its assertion is of ${named.slice(0, 200)}`);
  const issuedAt = timeIn(assertion, "IssueInstant");
  if (issuedAt > expected.now.getTime() + AHEAD_MS)
    throw new SamlError("early", "its assertion is issued in the future");
  const subject = onlyChild(assertion, ASSERTION, "Subject");
  const confirmed = readConfirmation(subject, expected);
  const until = readConditions(onlyChild(assertion, ASSERTION, "Conditions"), expected);
  const nameId = onlyChild(subject, ASSERTION, "NameID");
  const value = textOf(nameId);
  if (value === "") throw malformed("its NameID is empty");
  return {
    id: attribute(assertion, "ID") ?? "",
    issuer,
    subject: { value, format: attribute(nameId, "Format") },
    recipient: confirmed.recipient,
    issuedAt,
    expiresAt: Math.min(confirmed.until, until),
    sessionEndsAt: readSession(onlyChild(assertion, ASSERTION, "AuthnStatement"), expected),
    attributes: readAttributes(assertion),
  };
}

function readConfirmation(
  subject: XmlElement,
  expected: Expected,
): { readonly recipient: string; readonly until: number } {
  const confirmation = onlyChild(subject, ASSERTION, "SubjectConfirmation");
  if (attribute(confirmation, "Method") !== BEARER) throw malformed("its subject is not confirmed as bearer");
  const data = onlyChild(confirmation, ASSERTION, "SubjectConfirmationData");
  const recipient = attribute(data, "Recipient");
  if (recipient === undefined || !expected.recipients.includes(recipient))
    throw new SamlError("recipient", "its recipient is another address");
  if (attribute(data, "InResponseTo") !== expected.inResponseTo)
    throw new SamlError("request", "its assertion does not answer the request");
  return { recipient, until: readPeriod(data, expected.now) };
}

const CONDITIONS: readonly string[] = ["AudienceRestriction", "OneTimeUse", "ProxyRestriction"];

function readConditions(conditions: XmlElement, { audiences, now }: Expected): number {
  const unknown = children(conditions).find(
    (child) => !CONDITIONS.some((name) => isNamed(child, ASSERTION, name)),
  );
  if (unknown) throw malformed(`it has the condition ${unknown.localName}, which is not understood`);
  const restrictions = childrenNamed(conditions, ASSERTION, "AudienceRestriction");
  // Each restriction must name the service.
  const isMeant = restrictions.every((restriction) =>
    childrenNamed(restriction, ASSERTION, "Audience").some((audience) =>
      audiences.includes(textOf(audience)),
    ),
  );
  if (restrictions.length === 0 || !isMeant)
    throw new SamlError("audience", "it is meant for another audience");
  return readPeriod(conditions, now);
}

/** The end of a period that has begun, and has an end. */
function readPeriod(element: XmlElement, now: Date): number {
  const until = timeIn(element, "NotOnOrAfter");
  if (until <= now.getTime()) throw new SamlError("expired", `the time of its ${element.localName} is over`);
  if (attribute(element, "NotBefore") === undefined) return until;
  if (timeIn(element, "NotBefore") > now.getTime() + AHEAD_MS)
    throw new SamlError("early", `the time of its ${element.localName} is not there yet`);
  return until;
}

function readSession(statement: XmlElement, { now }: Expected): number | undefined {
  if (attribute(statement, "SessionNotOnOrAfter") === undefined) return undefined;
  const end = timeIn(statement, "SessionNotOnOrAfter");
  if (end <= now.getTime()) throw new SamlError("expired", "its session is over");
  return end;
}

function timeIn(element: XmlElement, name: string): number {
  const text = attribute(element, name) ?? "";
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw malformed(`its ${element.localName} has no ${name}, in UTC`);
  return time;
}

function readAttributes(assertion: XmlElement): SamlAssertion["attributes"] {
  const attributes = new Map<string, readonly string[]>();
  const statement = optionalChild(assertion, ASSERTION, "AttributeStatement");
  for (const child of statement ? children(statement) : []) {
    const name = attribute(child, "Name");
    if (!isNamed(child, ASSERTION, "Attribute") || name === undefined)
      throw malformed(`its attributes have a ${child.localName}, which is not understood`);
    if (attributes.has(name)) throw malformed(`it has the attribute ${name.slice(0, 200)} twice`);
    attributes.set(name, childrenNamed(child, ASSERTION, "AttributeValue").map(textOf));
  }
  return attributes;
}
