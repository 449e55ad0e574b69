import { systemRoles } from "../decide";
import type { ApiModel, IamGroup, IamRole, IamUser, UserGroup, UserPool } from "../model";
import type { Evidence } from "./evidence";

/** Who is asked about; a column of the matrix. */
export type Principal = { readonly name: string } & (
  | { readonly kind: "anonymous" | "signed-in" }
  /** A member of this group and of no other. */
  | { readonly kind: "group"; readonly pool: UserPool; readonly group: UserGroup }
  /** A third-party token that names this role. */
  | { readonly kind: "jwt"; readonly role: string }
  | { readonly kind: "iam"; readonly role: IamRole }
  /** A user, or a user in one group and with nothing of its own. */
  | { readonly kind: "iam-user"; readonly user: IamUser }
);

/** All that the Terraform knows: nobody in particular, groups by precedence, roles of tokens, then IAM's. */
export function principalsOf(model: ApiModel, evidence: Evidence): readonly Principal[] {
  return [
    { kind: "anonymous", name: "anonymous" },
    { kind: "signed-in", name: "signed-in" },
    ...groups(model),
    ...tokenRoles(model, evidence),
    ...systemRoles(model).map((role) => ({ kind: "iam", name: `iam:${role.name}`, role }) as const),
    ...(model.users ?? []).map((user) => ({ kind: "iam-user", name: `iam:${user.name}`, user }) as const),
  ];
}

/** A model in which each IAM group has a member that is in no other: `decide` knows users. */
export function withGroupMembers(model: ApiModel): ApiModel {
  const { groups: iamGroups = [], users = [] } = model;
  return iamGroups.length === 0 ? model : { ...model, users: [...users, ...iamGroups.map(memberOf)] };
}

function memberOf({ address, arn, name, policies }: IamGroup): IamUser {
  return { address, arn, name, uniqueId: "", groups: [name], policies };
}

function groups({ userPools }: ApiModel): Principal[] {
  const all = userPools.flatMap((pool) => byPrecedence(pool.groups).map((group) => ({ pool, group })));
  const isShared = (name: string) => all.filter(({ group }) => group.name === name).length > 1;
  return all.map(({ group, pool }) => ({
    kind: "group",
    name: isShared(group.name) ? `group:${pool.name}/${group.name}` : `group:${group.name}`,
    pool,
    group,
  }));
}

function byPrecedence(groups: readonly UserGroup[]): UserGroup[] {
  return [...groups].sort(
    (a, b) => (a.precedence ?? Number.MAX_SAFE_INTEGER) - (b.precedence ?? Number.MAX_SAFE_INTEGER),
  );
}

/** The roles of every table that an authorizer of these APIs answers from. */
function tokenRoles({ apis, functions }: ApiModel, { roleTables }: Evidence): Principal[] {
  const arns = new Set(
    apis.flatMap(({ authorizers }) =>
      authorizers.flatMap((authorizer) =>
        authorizer.type === "COGNITO_USER_POOLS" ? [] : [authorizer.functionArn],
      ),
    ),
  );
  const names = functions
    .filter(({ arn }) => arns.has(arn))
    .flatMap(({ address }) => Object.keys(roleTables[address] ?? {}));
  return [...new Set(names)].map((role) => ({ kind: "jwt", name: `jwt:${role}`, role }));
}
