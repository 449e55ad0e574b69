import type { Seal } from "../state/seal";

/**
 * The keys of the developer who runs the gate, in place of those of an administrator of the account: valid for the
 * operations that manage user pools, never for an API.
 */
export interface OperatorKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** They are derived from the installation's key, so that they stay the same until `--fresh`. */
export function operatorKeys(seal: Seal): OperatorKeys {
  const letters = Array.from(
    seal.derive("operator", "access-key-id").subarray(0, 16),
    (byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[byte & 31],
  );
  return {
    accessKeyId: `AKIA${letters.join("")}`,
    secretAccessKey: seal.derive("operator", "secret-access-key").subarray(0, 30).toString("base64"),
  };
}
