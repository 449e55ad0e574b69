import type { UserPool } from "../../../terraform/model";
import { makeId, makePassword, type Secrets } from "../../state/secrets";
import { makeTotpSecret } from "../totp";
import { byPrecedence } from "../user-pool/groups";
import type { UserSeed } from "./seeds";

const NAMES = ["alice", "bob"];

/**
 * One user for each group: at first `alice` in the group that takes precedence, `bob` in the next, then users named for
 * their group, or `alice-2` where the group's name is taken, ignoring case, as a pool may. Names, passwords and ids are
 * made once and kept, so that a user stays in its group when other groups are added or removed. Where the pool requires a
 * second factor, each has a software token. A pool without groups, whose users the Terraform does not make, has `alice`.
 */
export function defaultSeeds(pool: SeededPool, secrets: Secrets): UserSeed[] {
  const { groups, id, users } = pool;
  if (groups.length === 0) return users.length > 0 ? [] : [seedOf("alice", [], { pool, place: 0, secrets })];
  return byPrecedence(groups).map(({ name }, place) => {
    const username = secrets.get(`username/${id}/${name}`, () =>
      freeName(NAMES[place] ?? name, name, id, secrets),
    );
    return seedOf(username, [name], { pool, place, secrets });
  });
}

type SeededPool = Pick<UserPool, "groups" | "id" | "settings" | "users">;

interface SeedPlace {
  readonly pool: SeededPool;
  /** Among the pool's users: each has a telephone number of its own. */
  readonly place: number;
  readonly secrets: Secrets;
}

function seedOf(
  username: string,
  groups: readonly string[],
  { place, pool: { id, settings }, secrets }: SeedPlace,
): UserSeed {
  const { firstFactors, mfa, usernameAttributes } = settings;
  const needsToken = mfa.mode === "ON" && mfa.softwareToken;
  const needsPhone =
    mfa.sms || firstFactors.includes("SMS_OTP") || usernameAttributes.includes("phone_number");
  return {
    username,
    password: secrets.get(`user/${id}/${username}/password`, makePassword),
    sub: secrets.get(`user/${id}/${username}/sub`, makeId),
    attributes: {
      email: `${username}@example.com`,
      email_verified: "true",
      ...(needsPhone && {
        phone_number: `+1555010${String(place).padStart(4, "0")}`,
        phone_number_verified: "true",
      }),
    },
    groups,
    ...(needsToken && { totpSecret: secrets.get(`user/${id}/${username}/totp`, makeTotpSecret) }),
  };
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
