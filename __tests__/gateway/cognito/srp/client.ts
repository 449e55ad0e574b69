import { createHash, createHmac, getDiffieHellman } from "node:crypto";
import { timestampOf } from "../../../../gateway/cognito/srp/server";

/** The client's half of Cognito's SRP, written apart from the gate's. */

const N = BigInt(`0x${getDiffieHellman("modp15").getPrime("hex")}`);
const G = 2n;

/** base^exponent mod N, by squaring and multiplying. */
export function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % N;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % N;
    square = (square * square) % N;
  }
  return result;
}

/** Signed and big-endian. */
function bytes(value: bigint): Buffer {
  const digits = value.toString(16);
  const even = digits.padStart(digits.length + (digits.length % 2), "0");
  return Buffer.from(Number.parseInt(even.slice(0, 1), 16) > 7 ? `00${even}` : even, "hex");
}

const number = (digits: string) => BigInt(`0x${digits}`);
const hash = (...parts: (Buffer | string)[]) =>
  parts.reduce((sum, part) => sum.update(part), createHash("sha256")).digest();
const mac = (key: Buffer, ...parts: (Buffer | string)[]) =>
  parts.reduce((sum, part) => sum.update(part), createHmac("sha256", key)).digest();

export interface SrpChallenge {
  readonly SALT: string;
  readonly SRP_B: string;
  readonly SECRET_BLOCK: string;
  readonly USER_ID_FOR_SRP: string;
}

/** @param a the client's secret, as hexadecimal digits; clients take 1,024 bits of them, in several times the time */
export function srpClient(a = "fedcba98".repeat(8)) {
  const A = power(G, number(a));
  return {
    SRP_A: A.toString(16),
    key(
      poolId: string,
      password: string,
      { SALT, SRP_B, USER_ID_FOR_SRP: id }: Omit<SrpChallenge, "SECRET_BLOCK">,
    ) {
      const B = number(SRP_B);
      const x = number(
        hash(bytes(number(SALT)), hash(`${poolId.split("_")[1]}${id}:${password}`)).toString("hex"),
      );
      const u = number(hash(bytes(A), bytes(B)).toString("hex"));
      const k = number(hash(bytes(N), bytes(G)).toString("hex"));
      const S = power((((B - k * power(G, x)) % N) + N) % N, number(a) + u * x);
      return mac(mac(bytes(u), bytes(S)), "Caldera Derived Key", Buffer.of(1)).subarray(0, 16);
    },
    /** The answer to PASSWORD_VERIFIER. */
    answer(poolId: string, password: string, challenge: SrpChallenge, timestamp = timestampOf(new Date())) {
      const { SECRET_BLOCK: block, USER_ID_FOR_SRP: id } = challenge;
      return {
        USERNAME: id,
        PASSWORD_CLAIM_SECRET_BLOCK: block,
        TIMESTAMP: timestamp,
        PASSWORD_CLAIM_SIGNATURE: mac(
          this.key(poolId, password, challenge),
          `${poolId.split("_")[1]}${id}`,
          Buffer.from(block, "base64"),
          timestamp,
        ).toString("base64"),
      };
    },
  };
}
