import { createHash, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { UsageError } from "../error";
import { readRegularFile } from "../sources/regular-file";

/** Bytes of a file of certificates. */
const MAX_BYTES = 1_000_000;

export type Role = "leaf" | "intermediate" | "root" | "backup";

/** A public key, and the certificate that it was found in. */
export interface PinnedKey {
  readonly role: Role;
  /** `CN=api.example.com`; of a key without a certificate the file. */
  readonly subject: string;
  readonly issuer?: string;
  /** `RSA 2048`, `P-256` */
  readonly key: string;
  /** ISO 8601 */
  readonly notAfter?: string;
  /** SHA-256 of the DER of SubjectPublicKeyInfo (RFC 7469), in base64: 44 characters. */
  readonly pin: string;
}

export function pinnedKey(certificate: X509Certificate, role = roleOf(certificate)): PinnedKey {
  const { issuer, publicKey, subject, validTo } = certificate;
  return {
    role,
    subject: oneLine(subject),
    issuer: oneLine(issuer),
    key: keyOf(publicKey),
    notAfter: new Date(validTo).toISOString(),
    pin: pinOf(publicKey),
  };
}

/**
 * A root has signed itself; any other certificate of an authority is an intermediate one. One with names of hosts is a
 * server's, also where it may sign: `openssl req -x509` marks each certificate as that of an authority.
 */
function roleOf(certificate: X509Certificate): Role {
  if (!certificate.ca || hasHosts(certificate)) return "leaf";
  return certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey)
    ? "root"
    : "intermediate";
}

/** In its alternative names; without any, in the common name: `CN=localhost`, `CN=api.example.com`. */
function hasHosts({ subject, subjectAltName }: X509Certificate): boolean {
  if (subjectAltName !== undefined) return /(^|, )(DNS|IP Address):/.test(subjectAltName);
  return /^CN=(localhost|[\w*-]+(\.[\w-]+)+)$/m.test(subject);
}

function oneLine(name: string): string {
  return name.split("\n").join(", ");
}

/** As Apple and OkHttp name curves. */
const CURVES: Readonly<Record<string, string>> = {
  prime256v1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521",
};

function keyOf({ asymmetricKeyDetails: details = {}, asymmetricKeyType: type }: KeyObject): string {
  const { modulusLength, namedCurve } = details;
  if (namedCurve !== undefined) return CURVES[namedCurve] ?? namedCurve;
  return modulusLength === undefined ? `${type}` : `${`${type}`.toUpperCase()} ${modulusLength}`;
}

export function pinOf(key: KeyObject): string {
  const spki = key.export({ type: "spki", format: "der" });
  return createHash("sha256").update(spki).digest("base64");
}

const PEM = /-----BEGIN (CERTIFICATE|PUBLIC KEY)-----[\s\S]+?-----END \1-----/g;

/**
 * The keys of a file: certificates as PEM, one certificate as DER, or a public key as PEM.
 *
 * @param role of all of them; default by each certificate
 * @throws UsageError `SOURCE_MISSING`, `CERTIFICATE_BROKEN`
 */
export function keysAt(path: string, role?: Role): readonly PinnedKey[] {
  const read = readRegularFile(path, MAX_BYTES);
  if ("unreadable" in read) throw new UsageError("SOURCE_MISSING", `${path}: ${read.unreadable}.`);
  const { bytes } = read;
  const texts = [...bytes.toString("latin1").matchAll(PEM)];
  if (texts.length === 0) return [parsed(path, () => pinnedKey(new X509Certificate(bytes), role))];
  return texts.map(([text, kind]) =>
    parsed(path, () =>
      kind === "CERTIFICATE"
        ? pinnedKey(new X509Certificate(text), role)
        : ofPublicKey(path, createPublicKey(text)),
    ),
  );
}

/** A key whose certificate is not issued yet. */
function ofPublicKey(path: string, key: KeyObject): PinnedKey {
  return { role: "backup", subject: path, key: keyOf(key), pin: pinOf(key) };
}

function parsed<T>(path: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(
      "CERTIFICATE_BROKEN",
      `${path}: expected certificates or a public key as PEM, or one certificate as DER: ${(error as Error).message}.`,
    );
  }
}
