import type { Entry } from "../../../state/journal";
import { cognitoError } from "../../exceptions";
import type { SignedInUser } from "../signed-in-user";
import type { UserPoolContext } from "../user-pool-operation";

/** A registration that was begun. */
interface Pending extends Entry {
  readonly challenge: string;
  readonly clientId: string;
}

type Registrant = Pick<SignedInUser, "client" | "user">;

/** Registrations of passkeys under way: one for each user. */
export function pendingPasskeys({ directory, now }: UserPoolContext) {
  const section = directory.section<Pending>("passkey-registration");
  const keyOf = ({ user: { poolId, sub } }: Registrant) => `${poolId}/${sub}`;
  return {
    async begin(registrant: Registrant, challenge: string): Promise<void> {
      const { client } = registrant;
      const expiresAt = now().getTime() + client.settings.authSessionMinutes * 60_000;
      await section.set(keyOf(registrant), { challenge, clientId: client.id, expiresAt });
    },
    /**
     * The challenge, which can be answered once, rightly or not.
     *
     * @throws {ServiceError} `WebAuthnChallengeNotFoundException`, `WebAuthnClientMismatchException`
     */
    async take(registrant: Registrant): Promise<string> {
      const pending = section.get(keyOf(registrant));
      if (pending === undefined)
        throw cognitoError("WebAuthnChallengeNotFoundException", "There is no challenge, or it has expired.");
      if (pending.clientId !== registrant.client.id)
        throw cognitoError(
          "WebAuthnClientMismatchException",
          "The access token is of another client than the one that began the registration.",
        );
      await section.set(keyOf(registrant), undefined);
      return pending.challenge;
    },
  };
}
