import type { ApiModel, UserPool } from "../../../terraform/model";
import { makeId, makePassword, type Secrets } from "../../state/secrets";
import { defaultSeeds } from "./default-seeds";
import { type ListedUsers, seedsOfListed } from "./listed-users";
import type { UserSeed } from "./seeds";

/**
 * The users that each pool has from the start, by the pool's id: those that the Terraform makes, and one for each
 * group, or one without a group where there are neither. A list of users takes the place of the latter in the first pool.
 *
 * @throws {GateError} `USERS_INVALID`
 */
export function allSeeds(
  { userPools }: Pick<ApiModel, "userPools">,
  { listed, secrets }: { readonly listed: ListedUsers | undefined; readonly secrets: Secrets },
): ReadonlyMap<string, readonly UserSeed[]> {
  return new Map(
    userPools.map((pool, i) => {
      const seeds = listed && i === 0 ? seedsOfListed(listed, pool, secrets) : defaultSeeds(pool, secrets);
      const names = new Set(seeds.map(({ username }) => username.toLowerCase()));
      const made = seedsOfTerraform(pool, secrets).filter(
        ({ username }) => !names.has(username.toLowerCase()),
      );
      return [pool.id, [...seeds, ...made]];
    }),
  );
}

function seedsOfTerraform({ id, users }: UserPool, secrets: Secrets): UserSeed[] {
  return users.map(({ attributes, groups, isEnabled, mustChangePassword, password, username }) => ({
    username,
    password: password ?? secrets.get(`user/${id}/${username}/password`, makePassword),
    sub: secrets.get(`user/${id}/${username}/sub`, makeId),
    attributes,
    groups,
    ...(mustChangePassword && { mustChangePassword: true as const }),
    ...(!isEnabled && { isDisabled: true as const }),
  }));
}
