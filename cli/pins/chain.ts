import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { connect, type DetailedPeerCertificate, rootCertificates } from "node:tls";
import { UsageError } from "../error";
import { type PinnedKey, pinnedKey } from "./certificate";

export interface Server {
  readonly host: string;
  readonly port: number;
}

/**
 * `api.example.com`, `localhost:8443`, `[::1]:8443`
 *
 * @throws UsageError `HOST_INVALID`
 */
export function parseServer(text: string): Server {
  const [, name = "", port = "443"] =
    /^(?:https:\/\/)?(\[[\da-f:]+\]|[\w.-]+)(?::(\d{1,5}))?\/?$/i.exec(text) ?? [];
  if (name !== "" && Number(port) > 0 && Number(port) < 65_536)
    return { host: name.replace(/^\[|\]$/g, "").toLowerCase(), port: Number(port) };
  throw new UsageError("HOST_INVALID", `${text}: expected HOST or HOST:PORT, such as api.example.com.`);
}

/** Milliseconds. */
const LIMIT = 10_000;

/**
 * The chain of a server from its leaf to the root by which it is trusted; the root is of the list of trusted ones, since
 * no server sends it.
 *
 * @param authority further trusted certificates, as PEM
 * @throws UsageError `SERVER_UNREACHABLE`, also where its certificate is not trusted: its pins could be an attacker's
 */
export function chainOf({ host, port }: Server, authority?: string): Promise<readonly PinnedKey[]> {
  return new Promise((resolve, reject) => {
    const refuse = (why: string) =>
      reject(new UsageError("SERVER_UNREACHABLE", `${host}:${port}: ${why}; no pins are taken of it.`));
    const socket = connect({
      host,
      port,
      ...(isIP(host) === 0 && { servername: host }),
      // Written out: else NODE_TLS_REJECT_UNAUTHORIZED=0 would take the pins of any server.
      rejectUnauthorized: true,
      ...(authority !== undefined && { ca: [...rootCertificates, authority] }),
    });
    socket.setTimeout(LIMIT, () => {
      socket.destroy();
      refuse(`it did not answer within ${LIMIT / 1_000} s`);
    });
    socket.once("error", (error) => refuse(error.message));
    socket.once("secureConnect", () => {
      const chain = chainFrom(socket.getPeerCertificate(true));
      socket.destroy();
      resolve(chain);
    });
  });
}

function chainFrom(first: DetailedPeerCertificate): readonly PinnedKey[] {
  const chain: PinnedKey[] = [];
  const seen = new Set<string>();
  let one: DetailedPeerCertificate | undefined = first;
  // A root is its own issuer.
  while (one?.raw !== undefined && !seen.has(one.fingerprint256)) {
    seen.add(one.fingerprint256);
    const certificate = new X509Certificate(one.raw);
    chain.push(chain.length === 0 ? pinnedKey(certificate, "leaf") : pinnedKey(certificate));
    one = one.issuerCertificate;
  }
  return chain;
}
