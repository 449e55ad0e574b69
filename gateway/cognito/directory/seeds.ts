import type { Entry, Section } from "../../state/journal";
import type { Seal } from "../../state/seal";
import { storePassword } from "../srp/password";
import type { Directory } from "./directory";
import type { StoredUser } from "./stored-user";

/** A user that a pool has from the start. */
export interface UserSeed {
  readonly username: string;
  readonly password: string;
  /** UUID, the same at each start. */
  readonly sub: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
  /** Base32: the secret of a software token, by which the user must sign in as a second step. */
  readonly totpSecret?: string;
  /** Whether the password is a temporary one. */
  readonly mustChangePassword?: true;
  readonly isDisabled?: true;
}

/** What was put into the directory of a seed, to see what of it is new. */
interface PlantedSeed extends Entry {
  readonly username: string;
  /** Of the password: another password has another one. */
  readonly salt: string;
  readonly attributes: UserSeed["attributes"];
  readonly groups: UserSeed["groups"];
  readonly totpSecret?: string;
  readonly mustChangePassword?: true;
}

interface Pool {
  readonly id: string;
  readonly settings?: { readonly usernameAttributes: readonly string[] };
}

export interface SeedContext {
  readonly directory: Directory;
  readonly seal: Seal;
  readonly now: Date;
}

/**
 * Puts a pool's seeds into the directory. A seed is put there once: what a user changes afterwards stays, also over a
 * restart. Where a part of the seed itself changes, that part is put there again. A user whose seed is gone goes too.
 */
export async function plantSeeds(
  pool: Pool,
  seeds: readonly UserSeed[],
  context: SeedContext,
): Promise<void> {
  const { directory } = context;
  const planted = directory.section<PlantedSeed>("seed");
  const keys = new Set(seeds.map(({ sub }) => `${pool.id}/${sub}`));
  const gone = [...planted.entries()].filter(([key]) => key.startsWith(`${pool.id}/`) && !keys.has(key));
  await Promise.all([
    ...gone.flatMap(([key]) => [
      directory.users.remove({ poolId: pool.id, sub: key.slice(pool.id.length + 1) }),
      planted.set(key, undefined),
    ]),
    ...seeds.map((seed) => plant(seed, pool, { ...context, planted })),
  ]);
}

async function plant(
  seed: UserSeed,
  pool: Pool,
  { directory: { users }, now, planted, seal }: SeedContext & { readonly planted: Section<PlantedSeed> },
): Promise<void> {
  const key = `${pool.id}/${seed.sub}`;
  const last = planted.get(key);
  const record = recordOf(seed, seal);
  if (last !== undefined && JSON.stringify(last) === JSON.stringify(record)) return;
  const user = { poolId: pool.id, sub: seed.sub };
  const present = users.get(user);
  const changes = [planted.set(key, record)];
  if (last === undefined && present === undefined)
    changes.push(users.add(userOf(seed, record, { pool, now })));
  else if (last !== undefined && present !== undefined)
    changes.push(users.change(user, (latest) => renewed(latest, seed, { last, record })).then(() => {}));
  await Promise.all(changes);
}

function userOf(
  seed: UserSeed,
  { salt }: PlantedSeed,
  { now, pool }: { readonly pool: Pool; readonly now: Date },
): StoredUser {
  const owner = {
    poolId: pool.id,
    // Where users sign in by an attribute, Cognito makes the user name.
    username: pool.settings?.usernameAttributes.length ? seed.sub : seed.username,
  };
  return {
    ...owner,
    sub: seed.sub,
    attributes: seed.attributes,
    groups: seed.groups,
    password: storePassword(owner, seed.password, salt),
    status: statusOf(seed),
    isEnabled: !seed.isDisabled,
    mfa: mfaOf(seed),
    createdAt: now.getTime(),
    modifiedAt: now.getTime(),
  };
}

function statusOf({ mustChangePassword }: UserSeed): StoredUser["status"] {
  return mustChangePassword ? "FORCE_CHANGE_PASSWORD" : "CONFIRMED";
}

/** What a user signs in with. */
export function signInName({ attributes, username }: UserSeed, { settings }: Pool): string {
  const [attribute] = settings?.usernameAttributes ?? [];
  return (attribute !== undefined && attributes[attribute]) || username;
}

function mfaOf({ totpSecret }: UserSeed): StoredUser["mfa"] {
  if (totpSecret === undefined) return { factors: [] };
  return {
    factors: ["SOFTWARE_TOKEN_MFA"],
    preferred: "SOFTWARE_TOKEN_MFA",
    totp: { secret: totpSecret },
  };
}

/** The user with the parts of the seed that are new. */
function renewed(
  user: StoredUser,
  seed: UserSeed,
  { last, record }: { readonly last: PlantedSeed; readonly record: PlantedSeed },
): StoredUser {
  const differs = (part: keyof PlantedSeed) => JSON.stringify(last[part]) !== JSON.stringify(record[part]);
  return {
    ...user,
    ...(differs("salt") && {
      password: storePassword(user, seed.password, record.salt),
      status: statusOf(seed),
    }),
    ...(differs("attributes") && { attributes: { ...user.attributes, ...seed.attributes } }),
    ...(differs("groups") && { groups: seed.groups }),
    ...(differs("totpSecret") && { mfa: mfaOf(seed) }),
  };
}

function recordOf(seed: UserSeed, seal: Seal): PlantedSeed {
  const { attributes, groups, mustChangePassword, totpSecret, username } = seed;
  return {
    username,
    salt: saltOf(seed, seal),
    attributes,
    groups,
    ...(totpSecret !== undefined && { totpSecret }),
    ...(mustChangePassword && { mustChangePassword }),
  };
}

/** Whether the user has not changed the password. */
export function hasSeedPassword(user: StoredUser, seed: UserSeed, seal: Seal): boolean {
  return user.password?.salt === saltOf(seed, seal);
}

/** Derived, so that it tells which password it belongs to; with a secret key, so that it tells nobody else. */
function saltOf({ password, sub }: UserSeed, seal: Seal): string {
  return seal.derive("seed-salt", `${sub}:${password}`).subarray(0, 16).toString("hex");
}
