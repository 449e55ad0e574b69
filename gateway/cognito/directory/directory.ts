import type { Journal, Section } from "../../state/journal";
import { type CodeFailures, type Codes, makeCodes, type StoredCode } from "./codes";
import { makeOutbox, type Outbox, type OutboxMessage } from "./outbox";
import { makeSignInAttempts, type SignInAttempts } from "./sign-in-attempts";
import type { StoredUser, UserKey } from "./stored-user";
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
  /** Ends all sessions of a user: no refresh token may be used, and the pools' own operations refuse the access tokens. */
  signOut(user: UserKey): Promise<void>;
  readonly codes: Codes;
  readonly outbox: Outbox;
  /** Further records, under a name that no other file uses: codes, sessions. */
  section: Journal["section"];
}

export function makeDirectory(journal: Journal, now: () => Date): Directory {
  const section: Journal["section"] = (name) => journal.section(name);
  const families: Section<TokenFamily> = section("family");
  const stored: Section<StoredUser> = section("user");
  const users = makeUsers(stored, now);
  const sessions = makeTokenFamilies(families, now);
  return {
    users,
    families: sessions,
    async signOut(user) {
      await Promise.all([
        sessions.revokeAll(user),
        users.change(user, (present) => ({ ...present, signedOutAt: now().getTime() })),
      ]);
    },
    attempts: makeSignInAttempts(section("attempts")),
    codes: makeCodes(
      { codes: section<StoredCode>("code"), failures: section<CodeFailures>("code-failures") },
      now,
    ),
    outbox: makeOutbox(section<OutboxMessage>("outbox")),
    section,
  };
}
