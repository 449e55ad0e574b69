import type { Journal, Section } from "../../state/journal";
import { makeSignInAttempts, type SignInAttempts } from "./sign-in-attempts";
import type { StoredUser } from "./stored-user";
import { makeTokenFamilies, type TokenFamilies, type TokenFamily } from "./token-families";
import { makeUsers, type Users } from "./users";

/**
 * What the user pools know beyond the Terraform: users, their sessions, and what follows from their attempts. All of it
 * is in memory; a promise of a change resolves when it is on disk, and only then may a caller be told of it.
 */
export interface Directory {
  readonly users: Users;
  readonly families: TokenFamilies;
  readonly attempts: SignInAttempts;
  /** Further records, under a name that no other file uses: codes, sessions. */
  section: Journal["section"];
}

export function makeDirectory(journal: Journal, now: () => Date): Directory {
  const section: Journal["section"] = (name) => journal.section(name);
  const families: Section<TokenFamily> = section("family");
  const users: Section<StoredUser> = section("user");
  return {
    users: makeUsers(users, now),
    families: makeTokenFamilies(families, now),
    attempts: makeSignInAttempts(section("attempts")),
    section,
  };
}
