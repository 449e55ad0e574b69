import type {
  ApiModel,
  Decision,
  IamRole,
  IdentityPool,
  RoleMappingRule,
  UserGroup,
  UserPool,
} from "../../model";
import { type Caller, mayAssume } from "../decide";
import type { Keys } from "../iam";
import { systemRoles } from "./systems";

/** What an identity pool gives somebody: a role to sign with, and the role's own word on that; or nothing. */
export type Handout =
  | { readonly signer: Caller; readonly given: Decision }
  | { readonly signer?: never; readonly refused: Decision };

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

/** What the identity pool says in a role's trust of how somebody came. */
type Amr = "authenticated" | "unauthenticated";

const COGNITO = { type: "Federated", value: "cognito-identity.amazonaws.com" } as const;

/** The ways in which a person gets IAM credentials of the identity pools; the person chooses. */
export function waysOf(model: ApiModel, person: Person): readonly Way[] {
  const { identityPools } = model;
  if (identityPools.length === 0) return outsideWays(model);
  return identityPools.flatMap((pool) => {
    if (pool.unknown !== undefined) return [way([unsure(pool.unknown, pool.address)])];
    const logins = pool.providers.filter(({ providerName }) => isAt(person.pool, providerName));
    const mapped = logins.map((login) => mappedWay(model, pool, login, person.group));
    const ways = [...mapped, ...(person.pool === undefined ? elsewhereWays(model, pool) : [])];
    return [...ways, ...(ways.length > 0 && pool.allowClassicFlow ? classicWays(model, pool) : [])];
  });
}

/** Where people sign in elsewhere, a role that is made elsewhere may be theirs. */
function outsideWays(model: ApiModel): readonly Way[] {
  const roles = model.roles.filter(({ isOutside }) => isOutside);
  return systemRoles({ ...model, roles }).map(({ address, arn, name }) => {
    const reason = `Who is given the role ${name} is not in this Terraform`;
    const signer = { kind: "iam", roleArn: arn, context: {} } as const;
    return way([{ signer, given: { outcome: "unknown", reason, source: { address } } }]);
  });
}

/** The ways of somebody who does not sign in at all. */
export function guestWays(model: ApiModel): readonly Way[] {
  return model.identityPools
    .filter(({ allowUnauthenticated }) => allowUnauthenticated)
    .flatMap((pool) => {
      if (pool.unknown !== undefined) return [way([unsure(pool.unknown, pool.address)])];
      const { unauthenticatedRoleArn: roleArn } = pool;
      const enhanced = roleArn === undefined ? [] : [way([handout(model, pool, roleArn, "unauthenticated")])];
      return [...enhanced, ...(pool.allowClassicFlow ? classicWays(model, pool, "unauthenticated") : [])];
    });
}

/**
 * Logins that are no user pool's, such as SAML's, get the role of everybody who is signed in, unless a mapping of their
 * own says otherwise. Whose it is and what their tokens say is not evaluated.
 */
function elsewhereWays(model: ApiModel, pool: IdentityPool): Way[] {
  if (pool.providers.length > 0 && !pool.hasOtherLogins) return [];
  const own = new Set(pool.providers.map(({ clientId, providerName }) => `${providerName}:${clientId}`));
  const mappings = pool.roleMappings.filter(({ identityProvider }) => !own.has(identityProvider));
  const mapped = mappings.map(({ address, identityProvider }) =>
    way([unsure(`What ${address} gives to logins of ${identityProvider} is not evaluated`, address)]),
  );
  return [...mapped, way([authenticated(model, pool)])];
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
function classicWays(model: ApiModel, pool: IdentityPool, amr: Amr = "authenticated"): Way[] {
  return model.roles
    .map(({ arn }) => handout(model, pool, arn, amr))
    .filter((one) => one.signer && one.given.outcome !== "deny")
    .map((one) => way([one]));
}

function handout(model: ApiModel, pool: IdentityPool, roleArn: string, amr: Amr = "authenticated"): Handout {
  const role = model.roles.find(({ arn }) => arn === roleArn);
  if (!role)
    return unsure(`${pool.address} gives the role ${roleArn}, which is not in this Terraform`, pool.address);
  const context = {
    "cognito-identity.amazonaws.com:amr": amr,
    "cognito-identity.amazonaws.com:aud": pool.id,
  };
  return { signer: { kind: "iam", roleArn, context }, given: trust(role, context) };
}

function trust(role: IamRole, context: Keys): Decision {
  const action = "sts:AssumeRoleWithWebIdentity";
  return mayAssume(role, { action, principal: COGNITO, context, open: true });
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
