import type { Claims } from "../../jwt/sign";
import type { Directory } from "../directory/directory";
import type { StoredUser } from "../directory/stored-user";

/** Whether a token of a user's, by its claims, was revoked. A verified token of a user who is gone is not asked about. */
export function isRevoked(
  { auth_time: authTime, origin_jti: originJti, sub }: Claims,
  { signedOutAt }: StoredUser,
  { families }: Directory,
): boolean {
  if (typeof originJti === "string") {
    const family = families.get(originJti);
    return family === undefined || family.isRevoked === true || family.sub !== sub;
  }
  // A client without revocation: its tokens end with all sessions. The second of the sign-out counts as before it.
  return signedOutAt !== undefined && !(Number(authTime) > Math.floor(signedOutAt / 1_000));
}
