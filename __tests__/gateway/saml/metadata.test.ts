import { readMetadata } from "../../../gateway/saml/metadata";
import { makeAuthority } from "../../../gateway/tls/certificates";
import { certificateOf, metadataXml } from "./metadata";

test("the keys for signing are read, of each descriptor its own", async () => {
  const [signing, any, encryption, chain] = await Promise.all([
    certificateOf(1),
    certificateOf(2),
    certificateOf(3),
    certificateOf(4),
  ]);
  const xml = metadataXml("https://idp.example", [
    { use: "signing", certificates: [signing, chain] },
    { certificates: [any] },
    { use: "encryption", certificates: [encryption] },
  ]);
  const { entityId, keys } = readMetadata(`<?xml version="1.0"?><!-- made by a tool -->${xml}`);
  expect(entityId).toBe("https://idp.example");
  expect(keys.map((key) => key.export({ format: "jwk" }))).toEqual([signing, any].map((made) => made.jwk));
});

const one = "MIIB";

test.each<[string, () => string | Promise<string>, string]>([
  [
    "a document type",
    () => `<!DOCTYPE x>${metadataXml("https://a", [])}`,
    "it has a document type or a CDATA section",
  ],
  ["another document", () => "<x/>", "its metadata is no EntityDescriptor with an entityID"],
  [
    "no certificate",
    () => metadataXml("https://a", []),
    "its metadata has no certificate to verify signatures with",
  ],
  [
    "what is no certificate",
    () => metadataXml("https://a", [{ certificates: [{ base64: one }] }]),
    "its metadata has a certificate that cannot be read, or is not of an RSA key",
  ],
  [
    "a certificate of an elliptic curve",
    async () => {
      const { certificate } = await makeAuthority(new Date());
      const base64 = certificate.replace(/-----[A-Z ]+-----|\s/g, "");
      return metadataXml("https://a", [{ certificates: [{ base64 }] }]);
    },
    "its metadata has a certificate that cannot be read, or is not of an RSA key",
  ],
])("%s is refused", async (_name, xml, message) => {
  const text = await xml();
  expect(() => readMetadata(text)).toThrow(message);
});
