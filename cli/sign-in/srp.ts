import { randomBytes } from "node:crypto";
import { G, hashOf, K, N, padded, power, toInteger } from "../../gateway/cognito/srp/group";
import { nameInSrp } from "../../gateway/cognito/srp/password";
import { claimSignature, derivedKey, timestampOf } from "../../gateway/cognito/srp/server";

/** ChallengeParameters of PASSWORD_VERIFIER. */
export type PasswordVerifier = Readonly<
  Record<"SALT" | "SECRET_BLOCK" | "SRP_B" | "USER_ID_FOR_SRP", string>
>;

/** The client's half of SRP, as apps have it from their library: it proves the password and does not send it. */
export interface SrpClient {
  /** SRP_A */
  readonly A: string;
  /** ChallengeResponses of PASSWORD_VERIFIER. */
  answer(challenge: PasswordVerifier, poolId: string, password: string): Record<string, string>;
}

export function srpClient(): SrpClient {
  const a = toInteger(randomBytes(128));
  const A = power(G, a);
  return {
    A: A.toString(16),
    answer({ SALT, SECRET_BLOCK: block, SRP_B, USER_ID_FOR_SRP: id }, poolId, password) {
      const B = BigInt(`0x${SRP_B}`);
      const u = toInteger(hashOf(padded(A), padded(B)));
      const identity = hashOf(`${nameInSrp(poolId)}${id}:${password}`);
      const x = toInteger(hashOf(padded(BigInt(`0x${SALT}`)), identity));
      const S = power((((B - K * power(G, x)) % N) + N) % N, a + u * x);
      const timestamp = timestampOf(new Date());
      return {
        USERNAME: id,
        PASSWORD_CLAIM_SECRET_BLOCK: block,
        TIMESTAMP: timestamp,
        PASSWORD_CLAIM_SIGNATURE: claimSignature(
          derivedKey(u, S),
          { poolId, username: id },
          { secretBlock: block, timestamp },
        ),
      };
    },
  };
}
