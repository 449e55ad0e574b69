import type { UserGroup, UserPool } from "../../../terraform/model";

/** Groups and their IAM roles, as in a user's tokens. */
export interface GroupClaims {
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly preferredRole?: string;
}

/**
 * The user's groups, of those that the pool has, and their roles. Cognito makes a group for the users of each identity
 * provider. The preferred role is the one of the group with the lowest precedence; there is none where several groups
 * share that number and their roles differ.
 */
export function groupClaims(names: readonly string[], pool: UserPool): GroupClaims {
  const made = (pool.identityProviders ?? []).map(({ address, name }) => ({
    address,
    name: groupOfProvider(pool, name),
  }));
  const own = byPrecedence([...pool.groups, ...made].filter(({ name }) => names.includes(name)));
  const roles = [...new Set(own.flatMap(({ roleArn }) => roleArn ?? []))];
  const best = own.filter(({ precedence, roleArn }) => precedence === own[0]?.precedence && roleArn);
  const preferred = new Set(best.map(({ roleArn }) => roleArn));
  const [preferredRole] = preferred.size === 1 ? preferred : [];
  return {
    groups: own.map(({ name }) => name),
    roles,
    ...(preferredRole !== undefined && { preferredRole }),
  };
}

/** The group that Cognito makes for the users of an identity provider. */
export function groupOfProvider({ id }: Pick<UserPool, "id">, provider: string): string {
  return `${id}_${provider}`;
}

/** By Cognito's precedence: the lowest number first, groups without a number last; then by name. */
export function byPrecedence(groups: readonly UserGroup[]): UserGroup[] {
  return groups.toSorted(
    (a, b) =>
      (a.precedence ?? Number.POSITIVE_INFINITY) - (b.precedence ?? Number.POSITIVE_INFINITY) ||
      (a.name < b.name ? -1 : 1),
  );
}

/** Group claims of an ID token; an access token has `cognito:groups` only. */
export function renderGroups({ groups, preferredRole, roles }: GroupClaims): {
  readonly id: Record<string, unknown>;
  readonly access: Record<string, unknown>;
} {
  const names = groups.length > 0 ? { "cognito:groups": groups } : {};
  return {
    access: names,
    id: {
      ...names,
      ...(roles.length > 0 && { "cognito:roles": roles }),
      ...(preferredRole !== undefined && { "cognito:preferred_role": preferredRole }),
    },
  };
}
