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
 * second factor, each has a software token.
 */
export function defaultSeeds(
  { groups, id, settings }: Pick<UserPool, "groups" | "id" | "settings">,
  secrets: Secrets,
): UserSeed[] {
  const { firstFactors, mfa, usernameAttributes } = settings;
  const needsToken = mfa.mode === "ON" && mfa.softwareToken;
  const needsPhone =
    mfa.sms || firstFactors.includes("SMS_OTP") || usernameAttributes.includes("phone_number");
  return byPrecedence(groups).map((group, i) => {
    const username = secrets.get(`username/${id}/${group.name}`, () =>
      freeName(NAMES[i] ?? group.name, group.name, id, secrets),
    );
    return {
      username,
      password: secrets.get(`user/${id}/${username}/password`, makePassword),
      sub: secrets.get(`user/${id}/${username}/sub`, makeId),
      attributes: {
        email: `${username}@example.com`,
        email_verified: "true",
        ...(needsPhone && {
          phone_number: `+1555010${String(i).padStart(4, "0")}`,
          phone_number_verified: "true",
        }),
      },
      groups: [group.name],
      ...(needsToken && { totpSecret: secrets.get(`user/${id}/${username}/totp`, makeTotpSecret) }),
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
