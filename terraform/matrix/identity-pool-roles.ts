import { mayAssume } from "../decide";
import type { Decision } from "../decision";
import type { ApiModel, IamRole, IdentityPool, RoleMappingRule, UserGroup, UserPool } from "../model";

/** What an identity pool gives somebody: a role with its own word on that, or nothing. */
export type Handout =
  | { readonly roleArn: string; readonly pool: IdentityPool; readonly given: Decision }
  | { readonly roleArn?: never; readonly refused: Decision };

/**
 * One way to come by credentials. Of several handouts it is not known which one is given: a rule of the mapping
 * looks at a claim that only the token has.
 */
export interface Way {
  readonly handouts: readonly Handout[];
  readonly dependsOn: string;
}

/** Somebody signed in at a user pool, in one group or in none; without a pool, at whichever login there is. */
export interface Person {
  readonly pool?: UserPool;
  readonly group?: UserGroup;
}

const COGNITO = { type: "Federated", value: "cognito-identity.amazonaws.com" } as const;

/** The ways in which a person gets IAM credentials of the identity pools; the person chooses. */
export function waysOf(model: ApiModel, person: Person): readonly Way[] {
  const { identityPools } = model;
  return identityPools.flatMap((pool) => {
    if (pool.unknown !== undefined) return [way([unsure(pool.unknown, pool.address)])];
    const logins = pool.providers.filter(({ providerName }) => isAt(person.pool, providerName));
    // Logins that are no user pool's, such as SAML's, get the role of everybody who is signed in.
    const elsewhere = person.pool === undefined && pool.providers.length === 0;
    const mapped = logins.map((login) => mappedWay(model, pool, login, person.group));
    const classic = logins.length > 0 && pool.allowClassicFlow ? classicWays(model, pool) : [];
    return [...mapped, ...(elsewhere ? [way([authenticated(model, pool)])] : []), ...classic];
  });
}

/** The ways of somebody who does not sign in at all. */
export function guestWays(model: ApiModel): readonly Way[] {
  return model.identityPools
    .filter(({ allowUnauthenticated }) => allowUnauthenticated)
    .flatMap((pool) => {
      if (pool.unknown !== undefined) return [way([unsure(pool.unknown, pool.address)])];
      const { unauthenticatedRoleArn: roleArn } = pool;
      return roleArn === undefined ? [] : [way([handout(model, pool, roleArn, "unauthenticated")])];
    });
}

function isAt(pool: UserPool | undefined, providerName: string): boolean {
  return pool === undefined || pool.issuer === `https://${providerName}`;
}

function mappedWay(
  model: ApiModel,
  pool: IdentityPool,
  { clientId, providerName }: IdentityPool["providers"][number],
  group: UserGroup | undefined,
): Way {
  const mapping = pool.roleMappings.find(
    ({ identityProvider }) => identityProvider === `${providerName}:${clientId}`,
  );
  if (!mapping) return way([authenticated(model, pool)]);
  const otherwise =
    mapping.ambiguousRoleResolution === "AuthenticatedRole"
      ? authenticated(model, pool)
      : refused(
          `The role mapping of ${pool.address} gives no role without a group that has one`,
          mapping.address,
        );
  if (mapping.type === "Token" && group?.unknown !== undefined)
    return way([unsure(group.unknown, group.address)]);
  if (mapping.type === "Token")
    return way([group?.roleArn === undefined ? otherwise : handout(model, pool, group.roleArn)]);
  const rules = (mapping.rules ?? []).filter((rule) => mayMatch(rule, group));
  return way(
    [...rules.map(({ roleArn }) => handout(model, pool, roleArn)), otherwise],
    `The token's claim ${[...new Set(rules.map(({ claim }) => claim))].join(", ")} decides which role ${mapping.address} gives`,
  );
}

/** What Cognito makes of a claim that is a list is not documented: with the group in it, a rule may match. */
function mayMatch({ claim, match, value }: RoleMappingRule, group: UserGroup | undefined): boolean {
  if (claim !== "cognito:groups") return true;
  if (!group) return false;
  return match === "NotEqual" || (match === "Equals" ? group.name === value : group.name.includes(value));
}

function authenticated(model: ApiModel, pool: IdentityPool): Handout {
  if (pool.authenticatedRoleArn !== undefined) return handout(model, pool, pool.authenticatedRoleArn);
  return refused(`${pool.address} has no role for whoever is signed in`, pool.address);
}

/** In the classic flow the caller names the role, and only the role's trust policy has a say. */
function classicWays(model: ApiModel, pool: IdentityPool): Way[] {
  return model.roles
    .map(({ arn }) => handout(model, pool, arn))
    .filter((one) => one.roleArn !== undefined && one.given.outcome !== "deny")
    .map((one) => way([one]));
}

function handout(
  model: ApiModel,
  pool: IdentityPool,
  roleArn: string,
  amr: "authenticated" | "unauthenticated" = "authenticated",
): Handout {
  const role = model.roles.find(({ arn }) => arn === roleArn);
  if (role) return { roleArn, pool, given: trust(role, pool, amr) };
  return unsure(`${pool.address} gives the role ${roleArn}, which is not in this Terraform`, pool.address);
}

function trust(role: IamRole, pool: IdentityPool, amr: string): Decision {
  return mayAssume(role, {
    action: "sts:AssumeRoleWithWebIdentity",
    principal: COGNITO,
    context: { "cognito-identity.amazonaws.com:amr": [amr], "cognito-identity.amazonaws.com:aud": pool.id },
    open: true,
  });
}

function unsure(reason: string, address: string): Handout {
  return { refused: { outcome: "unknown", reason, source: { address } } };
}

function refused(reason: string, address: string): Handout {
  return { refused: { outcome: "deny", reason, source: { address }, refusal: "ACCESS_DENIED" } };
}

function way(handouts: readonly Handout[], dependsOn = ""): Way {
  return { handouts, dependsOn };
}
