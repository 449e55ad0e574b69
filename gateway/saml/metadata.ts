import { type KeyObject, X509Certificate } from "node:crypto";
import { malformed } from "./error";
import { METADATA, SIGNATURE } from "./names";
import type { SamlIssuer } from "./response";
import { attribute, childrenNamed, isNamed, parseXml, textOf, type XmlElement } from "./xml";

const MOST_ELEMENTS = 100_000;

/**
 * The identity provider of a metadata document, and the keys that it signs with. Certificates are not asked who issued
 * them: the document vouches for them.
 *
 * @param text XML
 * @throws {SamlError} `malformed`
 */
export function readMetadata(text: string): SamlIssuer {
  const root = parseXml(text, { comments: true, mostElements: MOST_ELEMENTS });
  const entityId = attribute(root, "entityID");
  if (!isNamed(root, METADATA, "EntityDescriptor") || entityId === undefined)
    throw malformed("its metadata is no EntityDescriptor with an entityID");
  const keys = childrenNamed(root, METADATA, "IDPSSODescriptor")
    .flatMap((descriptor) => childrenNamed(descriptor, METADATA, "KeyDescriptor"))
    .filter((descriptor) => (attribute(descriptor, "use") ?? "signing") === "signing")
    .flatMap(keysIn);
  if (keys.length === 0) throw malformed("its metadata has no certificate to verify signatures with");
  return { entityId, keys };
}

/** Of a chain, only the first certificate is of the key itself. */
function keysIn(descriptor: XmlElement): KeyObject[] {
  return childrenNamed(descriptor, SIGNATURE, "KeyInfo")
    .flatMap((info) => childrenNamed(info, SIGNATURE, "X509Data"))
    .flatMap((data) => childrenNamed(data, SIGNATURE, "X509Certificate").slice(0, 1))
    .map((certificate) => keyOf(textOf(certificate)));
}

function keyOf(base64: string): KeyObject {
  try {
    const { publicKey } = new X509Certificate(Buffer.from(base64, "base64"));
    if (publicKey.asymmetricKeyType === "rsa") return publicKey;
  } catch {
    // The error below says it.
  }
  throw malformed("its metadata has a certificate that cannot be read, or is not of an RSA key");
}
