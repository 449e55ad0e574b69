import { randomBytes, type webcrypto, X509Certificate } from "node:crypto";
import { isIP } from "node:net";

/**
 * X.509 certificates. node:crypto reads them and cannot make them, so @peculiar/x509 does. It takes a quarter of a
 * second to load, and is loaded only where a certificate is made.
 */

/** A certificate and its private key, as PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const DAY_MS = 86_400_000;
const CA_DAYS = 3_650;
/** Apple takes at most 825 days, also from an authority that the user added. */
const LEAF_DAYS = 90;
/** Clocks of devices may be behind. */
const BEFORE_MS = DAY_MS;

/** An authority of this installation, for certificates of servers only. */
export async function makeAuthority(now: Date): Promise<KeyPair> {
  const { keys, x509 } = await prepared();
  const id = randomBytes(4).toString("hex");
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(now, CA_DAYS),
    name: `CN=Gatehouse local CA ${id}`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString("pem"), key: await pemOf(keys.privateKey) };
}

/** @param names host names and IP addresses */
export async function makeLeaf(names: readonly string[], authority: KeyPair, now: Date): Promise<KeyPair> {
  const { keys, x509 } = await prepared();
  const issuer = new x509.X509Certificate(authority.certificate);
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity(now, LEAF_DAYS),
    subject: "CN=Gatehouse",
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: await privateKeyOf(authority.key),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ("dns" as const) : ("ip" as const), value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString("pem"), key: await pemOf(keys.privateKey) };
}

/** Whether a certificate is of the authority, for all the names, and for a month more. */
export function isCurrent(
  { certificate }: KeyPair,
  names: readonly string[],
  authority: KeyPair,
  now: Date,
): boolean {
  const leaf = new X509Certificate(certificate);
  return (
    leaf.verify(new X509Certificate(authority.certificate).publicKey) &&
    Date.parse(leaf.validTo) - now.getTime() > (LEAF_DAYS / 3) * DAY_MS &&
    Date.parse(leaf.validFrom) <= now.getTime() &&
    names.every((name) => (isIP(name) === 0 ? leaf.checkHost(name) : leaf.checkIP(name)) !== undefined)
  );
}

async function prepared() {
  require("reflect-metadata");
  const x509 = require("@peculiar/x509") as typeof import("@peculiar/x509");
  const { webcrypto: crypto } = require("node:crypto") as typeof import("node:crypto");
  // The library asks for the DOM's Crypto, which Node's types do not name.
  x509.cryptoProvider.set(
    crypto as typeof x509.cryptoProvider extends Map<string, infer Provider> ? Provider : never,
  );
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  return { keys, x509 };
}

function validity(now: Date, days: number) {
  return {
    // Positive, and without a leading zero byte.
    serialNumber: `4${randomBytes(16).toString("hex").slice(1)}`,
    notBefore: new Date(now.getTime() - BEFORE_MS),
    notAfter: new Date(now.getTime() + days * DAY_MS),
  };
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const { KeyObject } = require("node:crypto") as typeof import("node:crypto");
  return KeyObject.from(key).export({ type: "pkcs8", format: "pem" }) as string;
}

async function privateKeyOf(pem: string): Promise<webcrypto.CryptoKey> {
  const { createPrivateKey, webcrypto: crypto } = require("node:crypto") as typeof import("node:crypto");
  const bytes = createPrivateKey(pem).export({ type: "pkcs8", format: "der" });
  return crypto.subtle.importKey("pkcs8", bytes, ALGORITHM, false, ["sign"]);
}
