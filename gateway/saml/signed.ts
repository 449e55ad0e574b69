import type { KeyObject } from "node:crypto";
import { malformed, SamlError } from "./error";
import { C14N, ENVELOPED, EXCLUSIVE_C14N, RSA_SHA256, RSA_SHA512, SHA256, SHA512, SIGNATURE } from "./names";
import {
  attribute,
  children,
  childrenNamed,
  isNamed,
  onlyChild,
  parseXml,
  textOf,
  withDescendants,
  type XmlElement,
} from "./xml";

/** What xml-crypto has of a signature. */
interface Verifier {
  SignatureAlgorithms: Record<string, unknown>;
  HashAlgorithms: Record<string, unknown>;
  CanonicalizationAlgorithms: Record<string, unknown>;
  loadSignature(signature: XmlElement): void;
  checkSignature(xml: string): boolean;
  getSignedReferences(): string[];
}

/** By what the library calls its tables. SHA-1 and HMAC are not among them. */
const ALGORITHMS = {
  SignatureAlgorithms: [RSA_SHA256, RSA_SHA512],
  HashAlgorithms: [SHA256, SHA512],
  CanonicalizationAlgorithms: [C14N, EXCLUSIVE_C14N, ENVELOPED],
} as const;

/**
 * The content of a message that its signatures cover: of the message's own signature, or else of the one of the element
 * below it. It is parsed from the octets that were verified, so that nothing else of the message is in it.
 *
 * A signature that cannot be verified refuses the message, also beside one that can. KeyInfo is not read: a message does
 * not choose its keys.
 *
 * @param text what `root` was parsed from
 * @param carriers the elements that may be signed, the widest first
 * @param keys of the identity provider
 * @throws {SamlError} `signature`, `malformed`
 */
export function signedContent(
  text: string,
  root: XmlElement,
  { carriers, keys }: { readonly carriers: readonly XmlElement[]; readonly keys: readonly KeyObject[] },
): XmlElement {
  const all = withDescendants(root);
  checkIds(all);
  const signatures = all.filter((element) => isNamed(element, SIGNATURE, "Signature"));
  if (signatures.length === 0) throw unsigned("it is not signed");
  const contents = carriers.flatMap((carrier) => {
    const [signature, ...others] = childrenNamed(carrier, SIGNATURE, "Signature");
    if (others.length > 0) throw malformed(`its ${carrier.localName} has several signatures`);
    return signature === undefined ? [] : [{ carrier, signature }];
  });
  if (contents.length !== signatures.length)
    throw unsigned("it has a signature that is not of the response nor of the assertion");
  const [widest] = contents.map(({ carrier, signature }) => verified(text, carrier, signature, keys));
  return widest as XmlElement;
}

/** No two elements may answer to one id, whatever a reader takes for an id. */
function checkIds(all: readonly XmlElement[]): void {
  const ids = all.flatMap(({ attributes }) =>
    Array.from(attributes)
      .filter(({ localName }) => localName.toLowerCase() === "id")
      .map(({ value }) => value),
  );
  if (new Set(ids).size !== ids.length) throw malformed("two of its elements have the same id");
}

function verified(
  text: string,
  carrier: XmlElement,
  signature: XmlElement,
  keys: readonly KeyObject[],
): XmlElement {
  const id = attribute(carrier, "ID") ?? "";
  if (!/^[A-Za-z_][\w.-]*$/.test(id)) throw malformed(`its ${carrier.localName} has no ID`);
  checkForm(signature, id);
  for (const key of keys) {
    const content = contentUnder(key, text, signature);
    if (content === undefined) continue;
    const element = parseXml(content);
    const { localName, namespaceURI } = carrier;
    if (!isNamed(element, namespaceURI ?? "", localName) || attribute(element, "ID") !== id)
      throw unsigned("its signature is of another element");
    return element;
  }
  throw unsigned("no key of the identity provider verifies its signature");
}

/** The octets that a signature covers, where it is of this key. */
function contentUnder(key: KeyObject, text: string, signature: XmlElement): string | undefined {
  const { SignedXml } = require("xml-crypto");
  const verifier: Verifier = new SignedXml({ publicCert: key, getCertFromKeyInfo: () => null });
  for (const [table, names] of Object.entries(ALGORITHMS)) {
    const known = verifier[table as keyof typeof ALGORITHMS];
    verifier[table as keyof typeof ALGORITHMS] = Object.fromEntries(names.map((name) => [name, known[name]]));
  }
  try {
    verifier.loadSignature(signature);
    if (verifier.checkSignature(text) !== true) return undefined;
  } catch {
    // The library throws where a signature does not fit, and where it is none.
    return undefined;
  }
  const [content, ...others] = verifier.getSignedReferences();
  return others.length === 0 ? content : undefined;
}

/** The one form of a signature that SAML has: one reference, to the element that it stands in. */
function checkForm(signature: XmlElement, id: string): void {
  const parts = children(signature).map(({ localName }) => localName);
  if (!/^SignedInfo SignatureValue( KeyInfo)?$/.test(parts.join(" ")))
    throw unsigned(`its signature has ${parts.join(", ") || "nothing"}`);
  const info = onlyChild(signature, SIGNATURE, "SignedInfo");
  textOf(onlyChild(signature, SIGNATURE, "SignatureValue"));
  allowed(onlyChild(info, SIGNATURE, "CanonicalizationMethod"), [C14N, EXCLUSIVE_C14N]);
  allowed(onlyChild(info, SIGNATURE, "SignatureMethod"), ALGORITHMS.SignatureAlgorithms);
  const reference = onlyChild(info, SIGNATURE, "Reference");
  if (children(info).length !== 3) throw unsigned("its signature has more than one reference");
  if (attribute(reference, "URI") !== `#${id}`) throw unsigned("its signature refers to another element");
  allowed(onlyChild(reference, SIGNATURE, "DigestMethod"), ALGORITHMS.HashAlgorithms);
  textOf(onlyChild(reference, SIGNATURE, "DigestValue"));
  const transforms = children(onlyChild(reference, SIGNATURE, "Transforms"));
  for (const transform of transforms) allowed(transform, ALGORITHMS.CanonicalizationAlgorithms);
  const [first, second, ...others] = transforms.map((transform) => attribute(transform, "Algorithm"));
  if (first !== ENVELOPED || second === ENVELOPED || others.length > 0)
    throw unsigned("its signature transforms the element in a way that SAML does not have");
}

function allowed(element: XmlElement, algorithms: readonly string[]): void {
  const algorithm = attribute(element, "Algorithm") ?? "none";
  if (!algorithms.includes(algorithm))
    throw unsigned(`its signature uses ${algorithm.slice(0, 100)}, which is not taken`);
}

function unsigned(message: string): SamlError {
  return new SamlError("signature", message);
}
