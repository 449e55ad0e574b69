import type { Passkey, StoredUser } from "../../directory/stored-user";
import { cognitoError } from "../../exceptions";
import type { UserPoolContext } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html */
const MOST_PASSKEYS = 20;

/**
 * Gives a user a passkey. Its id must be new in the pool, or a caller could register a passkey of another user.
 * https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential
 *
 * @throws {ServiceError}
 */
export async function addPasskey(
  user: StoredUser,
  passkey: Passkey,
  { directory: { users } }: UserPoolContext,
): Promise<void> {
  const isTaken = users
    .inPool(user.poolId)
    .some(({ passkeys }) => passkeys?.some(({ id }) => id === passkey.id));
  if (isTaken)
    throw cognitoError("WebAuthnCredentialNotSupportedException", "The credential is registered already.");
  if ((users.get(user)?.passkeys?.length ?? 0) >= MOST_PASSKEYS)
    throw cognitoError("LimitExceededException", `A user can have ${MOST_PASSKEYS} passkeys.`);
  await users.change(user, ({ passkeys = [], ...present }) => ({
    ...present,
    passkeys: [...passkeys, passkey],
  }));
}
