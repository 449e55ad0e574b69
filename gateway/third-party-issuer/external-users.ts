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
      makeExternal(`external/${poolId}/${provider}`, secrets).map((user) => ({
        poolId,
        provider,
        ...user,
        claims: claimsOf(user.username, provider, user.subject),
      })),
    ),
  );
}

/** The users of one service. */
export function makeExternal(
  place: string,
  secrets: Secrets,
): Pick<ExternalUser, "password" | "subject" | "username">[] {
  return NAMES.map((username) => ({
    username,
    subject: secrets.get(`${place}/${username}/sub`, makeId),
    password: secrets.get(`${place}/${username}/password`, makePassword),
  }));
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
