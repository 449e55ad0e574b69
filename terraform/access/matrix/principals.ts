import type { ApiModel, IamGroup, IamRole, IamUser, UserGroup, UserPool, UserPoolClient } from "../../model";
import { allApis, functionOf } from "../decide";
import type { Evidence } from "./evidence";
import { externalPrincipals } from "./external-principals";
import { type ForeignPool, foreignPools, otherIssuers } from "./foreign-pools";
import { systemRoles } from "./systems";

/** A column of the matrix. */
export type Principal = { readonly name: string } & (
  | { readonly kind: "anonymous" | "signed-in" }
  /** A member of these groups and of no other: in a column one, and several where one asks about them together. */
  | { readonly kind: "group"; readonly pool: UserPool; readonly groups: readonly [UserGroup, ...UserGroup[]] }
  /** A program with a client of a user pool, which asks for tokens of its own. */
  | { readonly kind: "client"; readonly pool: UserPool; readonly client: UserPoolClient }
  /** A third-party token that names these roles and no other. */
  | { readonly kind: "jwt"; readonly roles: readonly [string, ...string[]] }
  /** A token of an issuer that JWT authorizers take, and that is no user pool. */
  | { readonly kind: "issuer"; readonly issuer: string }
  /** A token of a pool that is not in this Terraform, and whose tokens a method takes. */
  | { readonly kind: "pool"; readonly foreign: ForeignPool }
  | { readonly kind: "iam"; readonly role: IamRole }
  /** A user, or a user in one group and with nothing of its own. */
  | { readonly kind: "iam-user"; readonly user: IamUser }
  /** A principal that a resource policy admits, and that is not in this Terraform. */
  | { readonly kind: "iam-external"; readonly arn: string }
);

/**
 * All principals of the Terraform: anonymous, signed in, groups by precedence, clients, roles of tokens, issuers, then
 * IAM principals.
 */
export function principalsOf(model: ApiModel, evidence: Evidence): readonly Principal[] {
  return distinct([
    { kind: "anonymous", name: "anonymous" },
    { kind: "signed-in", name: "signed-in" },
    ...groups(model),
    ...programs(model),
    ...tokenRoles(model, evidence),
    ...otherIssuers(model).map(
      (issuer) => ({ kind: "issuer", name: `token:${issuer.replace(/^https:\/\//, "")}`, issuer }) as const,
    ),
    ...foreignPools(model).map((foreign) => ({ kind: "pool", name: `pool:${foreign.id}`, foreign }) as const),
    ...systemRoles(model).map((role) => ({ kind: "iam", name: `iam:${role.name}`, role }) as const),
    ...(model.users ?? []).map((user) => ({ kind: "iam-user", name: `iam:${user.name}`, user }) as const),
    ...externalPrincipals(model).map(
      ({ arn, name }) => ({ kind: "iam-external", name: `iam:${name}`, arn }) as const,
    ),
  ]);
}

/**
 * One caller who is several principals: a user in several groups of a pool, or a token that names several roles.
 * Undefined for those that no caller can be at once, and for a name that no principal has.
 */
export function together(all: readonly Principal[], names: readonly string[]): Principal | undefined {
  const [first, ...others] = names.flatMap((name) => all.find((one) => one.name === name) ?? []);
  if (!first || others.length !== names.length - 1) return undefined;
  const name = names.join(",");
  if (others.length === 0) return first;
  if (first.kind === "jwt" && others.every(isTokenRole))
    return { ...first, name, roles: [...first.roles, ...others.flatMap(({ roles }) => roles)] };
  if (first.kind === "group" && others.every(isGroup) && others.every(({ pool }) => pool === first.pool))
    return { ...first, name, groups: [...first.groups, ...others.flatMap(({ groups }) => groups)] };
  return undefined;
}

function isTokenRole(principal: Principal): principal is Extract<Principal, { kind: "jwt" }> {
  return principal.kind === "jwt";
}

function isGroup(principal: Principal): principal is Extract<Principal, { kind: "group" }> {
  return principal.kind === "group";
}

/**
 * Cells are found by the name: where a role, a user and an IAM group, or two clients, share one, each says who it is.
 */
function distinct(principals: readonly Principal[]): readonly Principal[] {
  const seen = new Map<string, number>();
  for (const { name } of principals) seen.set(name, (seen.get(name) ?? 0) + 1);
  return principals.map((one) =>
    (seen.get(one.name) ?? 0) > 1 ? { ...one, name: `${one.name} (${addressOf(one)})` } : one,
  );
}

function addressOf(principal: Principal): string {
  switch (principal.kind) {
    case "group":
      return principal.groups[0].address;
    case "client":
      return principal.client.address;
    case "iam":
      return principal.role.address;
    case "iam-user":
      return principal.user.address;
    case "iam-external":
      return principal.arn;
    case "pool":
      return principal.foreign.issuer;
    default:
      return principal.kind;
  }
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
  return named("group", all, ({ group }) => group.name).map(([name, { group, pool }]) => ({
    kind: "group",
    name,
    pool,
    groups: [group],
  }));
}

/** The clients that may get tokens by client credentials; as far as one knows, for which they need a secret. */
function programs({ userPools }: ApiModel): Principal[] {
  const all = userPools.flatMap((pool) =>
    pool.clients.filter(mayBeProgram).map((client) => ({ pool, client })),
  );
  return named("client", all, ({ client }) => client.name).map(([name, one]) => ({
    kind: "client",
    name,
    ...one,
  }));
}

function mayBeProgram({ hasSecret, oauth }: UserPoolClient): boolean {
  if (!oauth) return false;
  return "unknown" in oauth ? hasSecret : oauth.flows.includes("client_credentials");
}

/** Each with its name, `group:user`; where several pools have the name, also with the pool's: `group:shop/user`. */
function named<T extends { readonly pool: UserPool }>(
  kind: string,
  all: readonly T[],
  nameOf: (one: T) => string,
): [string, T][] {
  const isShared = (name: string) => all.filter((one) => nameOf(one) === name).length > 1;
  return all.map((one) => {
    const name = nameOf(one);
    return [isShared(name) ? `${kind}:${one.pool.name}/${name}` : `${kind}:${name}`, one];
  });
}

function byPrecedence(groups: readonly UserGroup[]): UserGroup[] {
  return [...groups].sort(
    (a, b) => (a.precedence ?? Number.MAX_SAFE_INTEGER) - (b.precedence ?? Number.MAX_SAFE_INTEGER),
  );
}

/** The roles of every table that an authorizer of these APIs answers from. */
function tokenRoles(model: ApiModel, { roleTables }: Evidence): Principal[] {
  const { functions } = model;
  const deciders = new Set(
    allApis(model).flatMap(({ authorizers }) =>
      authorizers.flatMap((authorizer) =>
        "functionArn" in authorizer ? [functionOf(functions, authorizer.functionArn)] : [],
      ),
    ),
  );
  const names = functions
    .filter((lambda) => deciders.has(lambda))
    .flatMap(({ address }) => Object.keys(roleTables[address] ?? {}));
  return [...new Set(names)].map((role) => ({ kind: "jwt", name: `jwt:${role}`, roles: [role] }));
}
