import { createHmac, generateKeyPairSync } from "node:crypto";
import { responseXml, signedXml } from "../../../gateway/saml/respond";
import { isWhole } from "../../attacks";
import { type Attack, dissected, forVictim, inside, renamed, resigned, withSha1 } from "./forging";

/**
 * SAML responses that an attacker makes of a response of his own, or of none. Each says that the user is Mallory's target.
 * Signature wrapping is numbered as in Somorovsky et al., "On Breaking SAML: Be Whoever You Want to Be" (2012).
 */

const other = generateKeyPairSync("rsa", { modulusLength: 2048 });

type Make = (attack: Attack) => string;

const ENTITIES = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">${"bcdefghi"
  .split("")
  .map((name, i) => `<!ENTITY ${name} "${`&${"abcdefgh"[i]};`.repeat(10)}">`)
  .join("")}]>`;

/** By name, as XML. */
export const attacks: Readonly<Record<string, Make>> = {
  "XSW1: the signed response in the signature of another one": (attack) => {
    const { xml, signature, bare, evil } = dissected(attack, "Response");
    const original = xml.replace(signature, "");
    const carrying = inside(signature, "</ds:Signature>", original);
    return renamed(original, "_evilresponse")
      .replace(bare, evil)
      .replace("</saml:Issuer>", () => `</saml:Issuer>${carrying}`);
  },
  "XSW2: the signed response beside its signature in another one": (attack) => {
    const { xml, signature, bare, evil } = dissected(attack, "Response");
    const original = xml.replace(signature, "");
    return renamed(original, "_evilresponse")
      .replace(bare, evil)
      .replace("</saml:Issuer>", () => `</saml:Issuer>${original}${signature}`);
  },
  "XSW3: another assertion before the signed one": (attack) => {
    const { xml, assertion, evil } = dissected(attack);
    return xml.replace(assertion, () => `${evil}${assertion}`);
  },
  "XSW4: the signed assertion in another one": (attack) => {
    const { xml, assertion, evil } = dissected(attack);
    return xml.replace(assertion, () => inside(evil, "</saml:Assertion>", assertion));
  },
  "XSW5: the signature in another assertion, the signed one behind": (attack) => {
    const { xml, assertion, bare, evil, signature } = dissected(attack);
    const carrying = evil.replace("</saml:Issuer>", () => `</saml:Issuer>${signature}`);
    return xml.replace(assertion, () => `${carrying}${bare}`);
  },
  "XSW6: the signed assertion in the signature of another one": (attack) => {
    const { xml, assertion, bare, evil, signature } = dissected(attack);
    const carrying = inside(signature, "</ds:Signature>", bare);
    return xml.replace(assertion, () => evil.replace("</saml:Issuer>", () => `</saml:Issuer>${carrying}`));
  },
  "XSW7: another assertion among the extensions": (attack) => {
    const { xml, evil } = dissected(attack);
    return xml.replace("<samlp:Status>", () => `<samlp:Extensions>${evil}</samlp:Extensions><samlp:Status>`);
  },
  "XSW8: the signed assertion in an object of the signature": (attack) => {
    const { xml, assertion, bare, evil, signature } = dissected(attack);
    const carrying = inside(signature, "</ds:Signature>", `<ds:Object>${bare}</ds:Object>`);
    return xml.replace(assertion, () => evil.replace("</saml:Issuer>", () => `</saml:Issuer>${carrying}`));
  },
  "the id of the signed assertion twice": (attack) => {
    const { xml, assertion, bare } = dissected(attack);
    return xml.replace(assertion, () => `${forVictim(bare, attack)}${assertion}`);
  },
  "the id of the signed assertion as id of a status": (attack) => {
    const { xml, assertion } = dissected(attack);
    const id = / ID="([^"]+)"/.exec(assertion)?.[1];
    return xml.replace("<samlp:Status>", `<samlp:Status Id="${id}">`);
  },
  "no signature at all": (attack) => forVictim(responseXml(attack.parts), attack),
  "the signature taken out": (attack) => {
    const { xml, signature } = dissected(attack);
    return forVictim(xml.replace(signature, ""), attack);
  },
  "a signature without contents": (attack) => {
    const { xml, signature } = dissected(attack);
    return forVictim(
      xml.replace(signature, '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'),
      attack,
    );
  },
  "a signature without references": (attack) => {
    const { xml } = dissected(attack);
    return forVictim(xml.replace(/<ds:Reference.*<\/ds:Reference>/s, ""), attack);
  },
  "another subject under the signature": (attack) => forVictim(dissected(attack).xml, attack),
  "another key": (attack) =>
    signedXml(forVictim(responseXml(attack.parts), attack), "Assertion", other.privateKey),
  "another key, which the signature names itself": (attack) => {
    const xml = signedXml(forVictim(responseXml(attack.parts), attack), "Assertion", other.privateKey);
    const { e, n } = other.publicKey.export({ format: "jwk" });
    const [modulus, exponent] = [n, e].map((part) => Buffer.from(part ?? "", "base64url").toString("base64"));
    const value = `<ds:RSAKeyValue><ds:Modulus>${modulus}</ds:Modulus><ds:Exponent>${exponent}</ds:Exponent></ds:RSAKeyValue>`;
    const info = `<ds:KeyInfo><ds:KeyValue>${value}</ds:KeyValue></ds:KeyInfo>`;
    return inside(xml, "</ds:Signature>", info);
  },
  "a signature of another key beside the right one": (attack) => {
    const { xml } = dissected(attack);
    return signedXml(xml, "Response", other.privateKey);
  },
  "HMAC with the public key as secret": (attack) =>
    resigned(
      attack,
      (signature) => signature.replace(/xmldsig-more#rsa-sha256/, "xmldsig-more#hmac-sha256"),
      (info) =>
        createHmac("sha256", attack.publicKey.export({ type: "spki", format: "pem" }))
          .update(info)
          .digest("base64"),
    ),
  "SHA-1 in the signature": (attack) => withSha1(attack, "signature"),
  "SHA-1 in the digest": (attack) => withSha1(attack, "digest"),
  "a transform that SAML does not have": (attack) =>
    dissected(attack).xml.replace("xmldsig#enveloped-signature", "xmldsig#base64"),
  "a reference to the whole document": (attack) => dissected(attack).xml.replace(/ URI="#[^"]+"/, ' URI=""'),
  "a comment that cuts the subject (CVE-2017-11427)": (attack) => {
    const subject = `${attack.victim}.mallory.example`;
    const xml = signedXml(responseXml({ ...attack.parts, subject }), "Assertion", attack.key);
    return xml.replace(`>${subject}<`, () => `>${attack.victim}<!---->.mallory.example<`);
  },
  "a CDATA section in the subject": (attack) => {
    const { xml } = dissected(attack);
    return xml.replace(`>${attack.parts.subject}<`, (text) => `><![CDATA[${text.slice(1, -1)}]]><`);
  },
  "an element in the subject": (attack) => {
    const { parts } = attack;
    const xml = responseXml(parts).replace(
      `>${parts.subject}<`,
      `>${attack.victim}<saml:x/>${parts.subject}<`,
    );
    return signedXml(xml, "Assertion", attack.key);
  },
  "a processing instruction in the subject": (attack) =>
    dissected(attack).xml.replace(
      `>${attack.parts.subject}<`,
      `>${attack.victim}<?x?>${attack.parts.subject}<`,
    ),
  "a document type": (attack) => `<!DOCTYPE r>${dissected(attack).xml}`,
  "entities that expand (billion laughs)": (attack) =>
    `${ENTITIES}${dissected(attack).xml.replace(`>${attack.parts.subject}<`, ">&i;<")}`,
  "an external entity": (attack) =>
    `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${dissected(attack).xml.replace(`>${attack.parts.subject}<`, ">&x;<")}`,
  "an entity that is not declared": (attack) =>
    dissected(attack).xml.replace(`>${attack.parts.subject}<`, ">&x;<"),
  "an encrypted assertion beside the signed one": (attack) => {
    const { xml, assertion } = dissected(attack);
    return xml.replace(assertion, () => `${assertion}<saml:EncryptedAssertion/>`);
  },
  "an assertion of SAML 1.1 beside the signed one": (attack) => {
    const { xml, assertion } = dissected(attack);
    const old = '<Assertion xmlns="urn:oasis:names:tc:SAML:1.0:assertion"/>';
    return xml.replace(assertion, () => `${old}${assertion}`);
  },
  "an assertion alone": (attack) => {
    const { assertion } = dissected(attack);
    return assertion.replace(
      "<saml:Assertion ",
      '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ',
    );
  },
  "elements nested very deep": (attack) =>
    dissected(attack).xml.replace(
      "<samlp:Status>",
      `<samlp:Extensions>${"<a>".repeat(5_000)}${"</a>".repeat(5_000)}</samlp:Extensions><samlp:Status>`,
    ),
  "text behind the document": (attack) => `${dissected(attack).xml}<x/>`,
  "an attribute twice": (attack) =>
    dissected(attack).xml.replace("<saml:Assertion ", '<saml:Assertion ID="_evil" '),
};

/** Those that a gate is sent in `npm test`, one of each kind; with `ATTACKS=all` it is sent all. */
const SOME: readonly string[] = [
  "XSW3: another assertion before the signed one",
  "no signature at all",
  "another key, which the signature names itself",
  "HMAC with the public key as secret",
  "an external entity",
];

export const attacksOnGates: typeof attacks = isWhole
  ? attacks
  : Object.fromEntries(Object.entries(attacks).filter(([name]) => SOME.includes(name)));

export function encodedXml(xml: string): string {
  return Buffer.from(xml).toString("base64");
}
