import "reflect-metadata";
import { type JsonWebKey, KeyObject, webcrypto } from "node:crypto";
import { X509CertificateGenerator } from "@peculiar/x509";

/** Metadata documents of identity providers, and certificates for them. */

export interface MadeCertificate {
  readonly base64: string;
  readonly jwk: JsonWebKey;
  readonly privateKey: KeyObject;
}

export async function certificateOf(serial = 1): Promise<MadeCertificate> {
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    { serialNumber: `0${serial}`, name: "CN=idp", keys, signingAlgorithm: algorithm },
    webcrypto as never,
  );
  return {
    base64: certificate.toString("base64"),
    jwk: KeyObject.from(keys.publicKey).export({ format: "jwk" }),
    privateKey: KeyObject.from(keys.privateKey),
  };
}

export interface KeyDescriptor {
  readonly use?: "signing" | "encryption";
  readonly certificates: readonly { readonly base64: string }[];
}

export function metadataXml(entityId: string, descriptors: readonly KeyDescriptor[]): string {
  const keys = descriptors.map(({ certificates, use }) => {
    const all = certificates.map(({ base64 }) => `<ds:X509Certificate>\n${base64}\n</ds:X509Certificate>`);
    const data = `<ds:KeyInfo><ds:X509Data>${all.join("")}</ds:X509Data></ds:KeyInfo>`;
    return `<KeyDescriptor${use ? ` use="${use}"` : ""}>${data}</KeyDescriptor>`;
  });
  const protocol = 'protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"';
  return (
    `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${entityId}">` +
    `<IDPSSODescriptor ${protocol}>${keys.join("")}</IDPSSODescriptor></EntityDescriptor>`
  );
}
