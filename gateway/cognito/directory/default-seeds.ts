import type { UserPool } from "../../../terraform/model";
import { makeId, makePassword, type Secrets } from "../../state/secrets";
import { byPrecedence } from "../user-pool/groups";
import type { UserSeed } from "./seeds";

const NAMES = ["alice", "bob"];

/**
 * One user for each group: at first `alice` in the group that takes precedence, `bob` in the next, then users named for
 * their group, or `alice-2` where the group's name is taken, ignoring case, as a pool may. Names, passwords and ids are
 * made once and kept, so that a user stays in its group when other groups are added or removed.
 */
export function defaultSeeds({ groups, id }: Pick<UserPool, "groups" | "id">, secrets: Secrets): UserSeed[] {
  return byPrecedence(groups).map((group, i) => {
    const username = secrets.get(`username/${id}/${group.name}`, () =>
      freeName(NAMES[i] ?? group.name, group.name, id, secrets),
    );
    return {
      username,
      password: secrets.get(`user/${id}/${username}/password`, makePassword),
      sub: secrets.get(`user/${id}/${username}/sub`, makeId),
      attributes: { email: `${username}@example.com`, email_verified: "true" },
      groups: [group.name],
    };
  });
}

/** The first of the wanted name, the group's name, and that with a number, that no other group has or had. */
function freeName(wanted: string, group: string, pool: string, secrets: Secrets): string {
  const isOurs = (name: string) =>
    secrets.get(`user/${pool}/${name.toLowerCase()}/group`, () => group) === group;
  if (isOurs(wanted)) return wanted;
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? group : `${group}-${count}`;
    if (isOurs(candidate)) return candidate;
  }
}
