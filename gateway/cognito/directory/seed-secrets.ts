import type { Secrets } from "../../state/secrets";
import { signInName, type UserSeed } from "./seeds";

type SeededPool = Parameters<typeof signInName>[1];

/** What a user of the seed signs in with. */
export interface SeedSecrets {
  readonly password?: string;
  /** Base32. */
  readonly totpSecret?: string;
}

const PARTS = ["password", "totpSecret"] as const satisfies readonly (keyof SeedSecrets)[];

/** Keeps what users of the seed sign in with, given or chosen, for commands beside the gate. */
export function keepSeedSecrets(
  pools: readonly SeededPool[],
  seeds: ReadonlyMap<string, readonly UserSeed[]>,
  secrets: Secrets,
): void {
  for (const pool of pools)
    for (const user of seeds.get(pool.id) ?? [])
      for (const part of PARTS) secrets.put(nameOf(pool.id, signInName(user, pool), part), user[part]);
}

/**
 * @param username what the user signs in with: an e-mail address in a pool of those
 * @returns `{}` for a user who is none of the seed.
 */
export function keptSeedSecrets(poolId: string, username: string, secrets: Secrets): SeedSecrets {
  const kept = PARTS.flatMap((part) => {
    const value = secrets.get(nameOf(poolId, username, part), () => "");
    return value === "" ? [] : [[part, value] as const];
  });
  return Object.fromEntries(kept);
}

function nameOf(poolId: string, username: string, part: string): string {
  return `seed/${poolId}/${username}/${part}`;
}
