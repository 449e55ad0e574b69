import type { UserPool } from "../../terraform/model";
import { makeId, makePassword, type Secrets } from "../state/secrets";

/** A user of an identity provider of a user pool, for trying federation. */
export interface ExternalUser {
  readonly poolId: string;
  /** Name of the user pool's identity provider. */
  readonly provider: string;
  readonly username: string;
  readonly password: string;
  /** The user's id there. */
  readonly subject: string;
  /** By the names under which identity providers have them. */
  readonly claims: Readonly<Record<string, string>>;
}

const NAMES = ["carol", "dave"];

/** Two users of each identity provider. Names, passwords and ids are made once and kept. */
export function externalUsers(userPools: readonly UserPool[], secrets: Secrets): ExternalUser[] {
  return userPools.flatMap(({ domains, id: poolId, identityProviders = [] }) =>
    (domains ? identityProviders : []).flatMap(({ name: provider }) =>
      NAMES.map((username) => {
        const key = `external/${poolId}/${provider}/${username}`;
        const subject = secrets.get(`${key}/sub`, makeId);
        const password = secrets.get(`${key}/password`, makePassword);
        return {
          poolId,
          provider,
          username,
          password,
          subject,
          claims: claimsOf(username, provider, subject),
        };
      }),
    ),
  );
}

function claimsOf(username: string, provider: string, subject: string): ExternalUser["claims"] {
  const name = username[0]?.toUpperCase() + username.slice(1);
  const email = `${username}@${provider.toLowerCase()}.example`;
  return {
    sub: subject,
    // Facebook's name, and Amazon's.
    id: subject,
    user_id: subject,
    email,
    email_verified: "true",
    // Usual names in SAML assertions.
    mail: email,
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress": email,
    name,
    given_name: name,
    preferred_username: username,
  };
}
