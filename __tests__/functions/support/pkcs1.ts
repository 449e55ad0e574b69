import { constants, privateEncrypt } from "node:crypto";
import type { Node } from "./der";
import type { SigningKey } from "./tokens";

/** Signatures of RSASSA-PKCS1-v1_5 step by step (RFC 8017, section 9.2), so that each step can be done wrongly. */

/** Bytes of a signature with a key of 2048 bits. */
export const size = 256;

export const digestInfo = (oid: Buffer, hash: Buffer): Node => ({
  tag: 0x30,
  value: [
    {
      tag: 0x30,
      value: [
        { tag: 6, value: oid },
        { tag: 5, value: Buffer.alloc(0) },
      ],
    },
    { tag: 4, value: hash },
  ],
});

/** The block that is signed: 0, the type, the fill, 0, the digest info, and what should not be there. */
export function padded(info: Buffer, { type = 1, fill = 0xff, after = Buffer.alloc(0) } = {}): Buffer {
  const filled = Buffer.alloc(size - 3 - info.length - after.length, fill);
  return Buffer.concat([Buffer.from([0, type]), filled, Buffer.from([0]), info, after]);
}

/** RSA with the private key over a block as it is. */
export const encrypted = (key: SigningKey, block: Buffer): Buffer =>
  privateEncrypt({ key: key.privateKey, padding: constants.RSA_NO_PADDING }, block);
