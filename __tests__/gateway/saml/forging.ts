/** What attacks make of a signed response. */
import type { KeyObject } from "node:crypto";
import { type ResponseParts, responseXml, signedXml } from "../../../gateway/saml/respond";

/** Who attacks: his own subject, and whom he wants to be. */
export interface Attack {
  /** A response of the identity provider to the attacker, without its signature. */
  readonly parts: ResponseParts;
  readonly victim: string;
  /** The identity provider's. */
  readonly key: KeyObject;
  readonly publicKey: KeyObject;
}

/** Parts of a signed response as text. */
export function dissected(attack: Attack, signed: "Assertion" | "Response" = "Assertion") {
  const xml = signedXml(responseXml(attack.parts), signed, attack.key);
  const signature = /<ds:Signature.*<\/ds:Signature>/s.exec(xml)?.[0] ?? "";
  const assertion = /<saml:Assertion.*<\/saml:Assertion>/s.exec(xml)?.[0] ?? "";
  const bare = assertion.replace(signature, "");
  const evil = renamed(forVictim(bare, attack), "_evil");
  return { xml, signature, assertion, bare, evil };
}

export function forVictim(xml: string, { parts, victim }: Attack): string {
  return xml.replaceAll(`>${parts.subject}<`, `>${victim}<`);
}

/** With another id on its first element. */
export function renamed(xml: string, id: string): string {
  return xml.replace(/ ID="[^"]+"/, ` ID="${id}"`);
}

export function inside(outer: string, end: string, inner: string): string {
  return outer.replace(end, () => `${inner}${end}`);
}

/** Signed with an algorithm of one's choice, which xml-crypto needs not know. */
export function resigned(
  attack: Attack,
  change: (signature: string) => string,
  sign: (info: string) => string,
) {
  const { xml, signature } = dissected(attack);
  const changed = change(signature);
  const info = /<ds:SignedInfo.*<\/ds:SignedInfo>/s.exec(changed)?.[0] ?? "";
  const value = sign(
    info.replace("<ds:SignedInfo>", '<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'),
  );
  return xml.replace(
    signature,
    changed.replace(/(<ds:SignatureValue>).*(<\/ds:SignatureValue>)/s, `$1${value}$2`),
  );
}

export function withSha1(attack: Attack, which: "digest" | "signature"): string {
  const { SignedXml } = require("xml-crypto");
  const [ds, more] = ["http://www.w3.org/2000/09/xmldsig#", "http://www.w3.org/2001/04/"];
  const signer = new SignedXml({
    privateKey: attack.key,
    signatureAlgorithm: which === "signature" ? `${ds}rsa-sha1` : `${more}xmldsig-more#rsa-sha256`,
    canonicalizationAlgorithm: "http://www.w3.org/2001/10/xml-exc-c14n#",
    idAttribute: "ID",
  });
  signer.addReference({
    xpath: "//*[local-name(.)='Assertion']",
    transforms: [`${ds}enveloped-signature`, "http://www.w3.org/2001/10/xml-exc-c14n#"],
    digestAlgorithm: which === "digest" ? `${ds}sha1` : `${more}xmlenc#sha256`,
  });
  const reference = "//*[local-name(.)='Assertion']/*[local-name(.)='Issuer']";
  signer.computeSignature(responseXml(attack.parts), {
    location: { reference, action: "after" },
    prefix: "ds",
  });
  return signer.getSignedXml();
}
