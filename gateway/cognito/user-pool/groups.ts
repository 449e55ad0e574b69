import type { UserPool } from "../../../terraform/model";
import { byPrecedence } from "./users";

/** Groups and their IAM roles, as in a user's tokens. */
export interface GroupClaims {
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly preferredRole?: string;
}

/**
 * The roles of a user's groups. The preferred role is the one of the group with the lowest precedence; there is none
 * where several groups share that number and their roles differ.
 */
export function groupClaims(names: readonly string[], { groups }: UserPool): GroupClaims {
  const own = byPrecedence(groups.filter(({ name }) => names.includes(name)));
  const roles = [...new Set(own.flatMap(({ roleArn }) => roleArn ?? []))];
  const best = own.filter(({ precedence, roleArn }) => precedence === own[0]?.precedence && roleArn);
  const preferred = new Set(best.map(({ roleArn }) => roleArn));
  const [preferredRole] = preferred.size === 1 ? preferred : [];
  return { groups: names, roles, ...(preferredRole !== undefined && { preferredRole }) };
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
