import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GateError } from "../error";
import { writePrivate } from "../state/files";
import { TLS_FOLDER } from "../state/fresh";
import { isCurrent, type KeyPair, makeAuthority, makeLeaf } from "./certificates";

/** What the gate shows to clients over TLS. */
export interface TlsIdentity extends KeyPair {
  /** The file of the authority's certificate, which clients must trust. */
  readonly authorityFile: string;
}

/**
 * The certificate for the names, signed by the installation's own authority. Both are kept in the state folder; the
 * authority is made once, and `--fresh` leaves it, because users told their devices to trust it.
 *
 * @throws {GateError} `STATE_BROKEN`
 */
export async function tlsIdentity(
  stateDir: string,
  names: readonly string[],
  now: Date,
): Promise<TlsIdentity> {
  const folder = join(stateDir, TLS_FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const authority = await kept(folder, "ca", () => makeAuthority(now));
  const known = readPair(folder, "leaf");
  const leaf =
    known && isCurrent(known, names, authority, now)
      ? known
      : written(folder, "leaf", await makeLeaf(names, authority, now));
  return { ...leaf, authorityFile: join(folder, "ca.pem") };
}

async function kept(folder: string, name: string, make: () => Promise<KeyPair>): Promise<KeyPair> {
  return readPair(folder, name) ?? written(folder, name, await make());
}

/** The key is written first: a certificate without its key would be taken for whole. */
function written(folder: string, name: string, pair: KeyPair): KeyPair {
  writePrivate(join(folder, `${name}-key.pem`), pair.key);
  writePrivate(join(folder, `${name}.pem`), pair.certificate);
  return pair;
}

function readPair(folder: string, name: string): KeyPair | undefined {
  const file = join(folder, `${name}.pem`);
  try {
    const certificate = readFileSync(file, "utf8");
    const key = readFileSync(join(folder, `${name}-key.pem`), "utf8");
    if (new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) return { certificate, key };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
  }
  // A leaf whose key was replaced by a start that ended there is made anew.
  if (name === "leaf") return undefined;
  throw new GateError(
    "STATE_BROKEN",
    `The authority in ${folder} cannot be read: remove the folder, and trust the new authority on your devices.`,
  );
}

const CHECK_MS = 6 * 3_600_000;

/** Renews the certificate of a server that runs for long. */
export function keepRenewed(
  server: { renew(pair: KeyPair): void },
  stateDir: string,
  names: readonly string[],
  now: () => Date,
  log: (line: string) => void,
): { close(): Promise<void> } {
  const renew = () =>
    tlsIdentity(stateDir, names, now()).then(
      (identity) => server.renew(identity),
      (error: Error) => log(`gate: the certificate is not renewed: ${error.message}`),
    );
  const timer = setInterval(renew, CHECK_MS).unref();
  return { close: async () => clearInterval(timer) };
}
