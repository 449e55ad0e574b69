import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

/**
 * Turns data into opaque text that only this installation can make and read.
 *
 * Session tokens and refresh tokens therefore need no table of what was issued, and stay valid after a restart with
 * the same state folder.
 */
export interface Seal {
  /** `purpose` separates kinds: what was sealed as one kind never opens as another. */
  close(purpose: string, data: unknown): string;
  /** The data, or `undefined` for text that this installation did not seal for this purpose. */
  open(purpose: string, text: string): unknown;
  /** 32 bytes derived from the text with this installation's key. */
  derive(purpose: string, text: string): Buffer;
}

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM under a key for each purpose. `key`: 32 bytes, base64. */
export function makeSeal(key: string): Seal {
  const root = Buffer.from(key, "base64");
  const keyFor = (purpose: string) => createHmac("sha256", root).update(`seal:${purpose}`).digest();
  return {
    close(purpose, data) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), nonce);
      const sealed = Buffer.concat([cipher.update(JSON.stringify(data), "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
    },
    open(purpose, text) {
      const bytes = Buffer.from(text, "base64");
      if (bytes.length <= NONCE + TAG || bytes.toString("base64") !== text) return undefined;
      const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), bytes.subarray(0, NONCE), {
        authTagLength: TAG,
      });
      decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      try {
        const open = Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
        return JSON.parse(open.toString("utf8"));
      } catch {
        return undefined;
      }
    },
    derive(purpose, text) {
      return createHmac("sha256", root).update(`derive:${purpose}:${text}`).digest();
    },
  };
}
