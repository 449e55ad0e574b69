import "reflect-metadata";
import { generateKeyPairSync, type JsonWebKey, type KeyObject, webcrypto } from "node:crypto";
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
  };
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { subtle } = webcrypto;
  const keys = {
    privateKey: await subtle.importKey(
      "pkcs8",
      privateKey.export({ type: "pkcs8", format: "der" }),
      algorithm,
      true,
      ["sign"],
    ),
    publicKey: await subtle.importKey(
      "spki",
      publicKey.export({ type: "spki", format: "der" }),
      algorithm,
      true,
      ["verify"],
    ),
  };
  const certificate = await X509CertificateGenerator.createSelfSigned(
    { serialNumber: `0${serial}`, name: "CN=idp", keys, signingAlgorithm: algorithm },
    webcrypto as never,
  );
  return {
    base64: certificate.toString("base64"),
    jwk: publicKey.export({ format: "jwk" }),
    privateKey,
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
