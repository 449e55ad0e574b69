import { generateKeyPair, type JsonWebKey, randomBytes } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { readState, writeState } from "./files";

/** The keys of one installation: made once, kept in the state folder, never shipped with the project. */
export interface Installation {
  /** 32 bytes, base64: seals session tokens and derives the secrets that belong to them. */
  readonly sealKey: string;
  /** RSA-2048 private keys as JWK. Cognito signs ID tokens and access tokens with two different ones. */
  readonly idTokenKey: JsonWebKey;
  readonly accessTokenKey: JsonWebKey;
  /** The third-party issuer's. */
  readonly partnerKey: JsonWebKey;
}

/** The file that marks a folder as a gate's state folder. */
export function installationFile(stateDir: string): string {
  return join(stateDir, "installation.json");
}

/** Reads the installation's keys from the state folder; makes them where they are missing. */
export async function loadInstallation(stateDir: string): Promise<Installation> {
  const file = installationFile(stateDir);
  const known = readState(file, isInstallation);
  if (known) return known;
  const [idTokenKey, accessTokenKey, partnerKey] = await Promise.all([rsaKey(), rsaKey(), rsaKey()]);
  const made: Installation = {
    sealKey: randomBytes(32).toString("base64"),
    idTokenKey,
    accessTokenKey,
    partnerKey,
  };
  writeState(file, made);
  return made;
}

async function rsaKey(): Promise<JsonWebKey> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return privateKey.export({ format: "jwk" });
}

function isInstallation(value: unknown): value is Installation {
  if (typeof value !== "object" || value === null) return false;
  const candidate = value as Partial<Record<keyof Installation, unknown>>;
  return (
    typeof candidate.sealKey === "string" &&
    Buffer.from(candidate.sealKey, "base64").length === 32 &&
    [candidate.idTokenKey, candidate.accessTokenKey, candidate.partnerKey].every(isPrivateRsaKey)
  );
}

function isPrivateRsaKey(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const key = value as JsonWebKey;
  return key.kty === "RSA" && [key.n, key.e, key.d].every((part) => typeof part === "string");
}
