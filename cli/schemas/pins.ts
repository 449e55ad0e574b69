import { array, nullable, optional, picklist, strictObject, string } from "valibot";
import { type DataOf, version } from "./parts";

const key = strictObject({
  role: picklist(["leaf", "intermediate", "root", "backup"]),
  subject: string(),
  issuer: optional(string()),
  /** `RSA 2048`, `P-256` */
  key: string(),
  /** ISO 8601 */
  notAfter: optional(string()),
  /** Base64 of the SHA-256 of SubjectPublicKeyInfo. */
  pin: string(),
});

/** What `gatehouse pins --json` prints. */
export const pinsReport = strictObject({
  version,
  /** `null` where files were read and --host was not given. */
  host: nullable(string()),
  /** The keys of the chain or the files, and of the backups. */
  keys: array(key),
  /** Those to pin. */
  pins: array(string()),
  warnings: array(
    strictObject({
      id: picklist([
        "aws-endpoint",
        "aws-certificate",
        "expired",
        "expires-late",
        "intermediate",
        "leaf",
        "no-backup",
      ]),
      message: string(),
    }),
  ),
});
export type PinsJson = DataOf<typeof pinsReport>;
