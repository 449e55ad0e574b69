/** Responses of one identity provider, and what reading them says. */
import { generateKeyPairSync } from "node:crypto";
import type { Expected } from "../../../gateway/saml/assertion";
import { SamlError, type SamlProblem } from "../../../gateway/saml/error";
import { type ResponseParts, responseXml, samlResponse, signedXml } from "../../../gateway/saml/respond";
import { readSamlResponse } from "../../../gateway/saml/response";
import { encodedXml } from "./attacks";

export const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const now = new Date("2026-11-26T10:00:00Z");
export const parts: ResponseParts = {
  entityId: "https://idp.example/metadata",
  audience: "urn:example:service",
  recipient: "https://service.example/saml",
  subject: "mallory",
  attributes: { mail: ["mallory@idp.example"], groups: ["one", "two"], none: [] },
  now,
};
export const issuer = { entityId: parts.entityId, keys: [publicKey] };
export const expected: Expected = {
  audiences: ["urn:example:other", parts.audience],
  recipients: [parts.recipient],
  inResponseTo: undefined,
  now,
};

export const problemOf = (encoded: string, changes: Partial<Expected> = {}): SamlProblem | "taken" => {
  try {
    readSamlResponse(encoded, issuer, { ...expected, ...changes });
    return "taken";
  } catch (error) {
    if (error instanceof SamlError) return error.problem;
    throw error;
  }
};
export const signed = (changes: Partial<ResponseParts> = {}) =>
  samlResponse({ ...parts, ...changes }, privateKey);
/** With a change of the XML before it is signed. */
export const changed = (from: string | RegExp, to: string, of = parts) => {
  const xml = responseXml(of);
  expect(xml).toMatch(from);
  return encodedXml(signedXml(xml.replace(from, to), "Assertion", privateKey));
};
