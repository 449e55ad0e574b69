import { X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import { type PinnedKey, pinnedKey } from "./certificate";

/**
 * SHA-256 fingerprints of the roots that Amazon Trust Services runs. AWS signs by any of them, and renews certificates with
 * new keys: pins must have them all.
 * https://www.amazontrust.com/repository/
 */
const FINGERPRINTS: ReadonlySet<string> = new Set([
  "8E:CD:E6:88:4F:3D:87:B1:12:5B:A3:1A:C3:FC:B1:3D:70:16:DE:7F:57:CC:90:4F:E1:CB:97:C6:AE:98:19:6E",
  "1B:A5:B2:AA:8C:65:40:1A:82:96:01:18:F8:0B:EC:4F:62:30:4D:83:CE:C4:71:3A:19:C3:9C:01:1E:A4:6D:B4",
  "18:CE:6C:FE:7B:F1:4E:60:B2:E3:47:B8:DF:E8:68:CB:31:D0:2E:BB:3A:DA:27:15:69:F5:03:43:B4:6D:B3:A4",
  "E3:5D:28:41:9E:D0:20:25:CF:A6:90:38:CD:62:39:62:45:8D:A5:C6:95:FB:DE:A3:C2:2B:0B:FB:25:89:70:92",
  "56:8D:69:05:A2:C8:87:08:A4:B3:02:51:90:ED:CF:ED:B1:97:4A:60:6A:13:C6:E5:29:0F:CB:2A:E6:3E:DA:B5",
]);

/** From Node.js's own list of roots: no server sends its root. */
export function amazonRoots(): readonly PinnedKey[] {
  return rootCertificates
    .map((text) => new X509Certificate(text))
    .filter(({ fingerprint256 }) => FINGERPRINTS.has(fingerprint256))
    .map((certificate) => pinnedKey(certificate));
}

/** Whether a chain is of AWS Certificate Manager. */
export function isAmazons(keys: readonly PinnedKey[]): boolean {
  return keys.some(({ issuer, subject }) =>
    [subject, issuer].some((name) => /\bO=Amazon\b/.test(name ?? "")),
  );
}
