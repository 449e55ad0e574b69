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

/** The role that an identity pool assigns, and whether its trust policy allows that; or why it assigns none. */
export type RoleAssignment =
  | { readonly signer: Caller; readonly given: Decision }
  | { readonly signer?: never; readonly refused: Decision };

/**
 * One way to get credentials. Where there are several assignments, it is not known which one applies: a rule of the
 * mapping depends on a claim of the token.
 */
export interface CredentialPath {
  readonly assignments: readonly RoleAssignment[];
  /** What decides which of them it is. */
  readonly choice: Choice;
}

interface Choice {
  /** For people; empty where there is one assignment. */
  readonly dependsOn: string;
  /** Address of the resource that says it. */
  readonly at?: string;
}

/** A user who is signed in at a user pool, in some groups or in none; without a pool, at any login. */
export interface Person {
  readonly pool?: UserPool;
  readonly groups?: readonly UserGroup[];
}

/** The same, of any user pool. */
type Login = Pick<Person, "groups"> & { readonly pool?: Pick<UserPool, "issuer"> };

/**
 * The values of the `amr` condition key. A login adds its provider and its user, so what a condition without a set
 * operator says of the key is not known.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
const AMR = {
  authenticated: ["authenticated", "(the provider of the login)"],
  unauthenticated: "unauthenticated",
} as const satisfies Keys;

type Amr = keyof typeof AMR;

const COGNITO = { type: "Federated", value: "cognito-identity.amazonaws.com" } as const;

/** The paths by which a user gets IAM credentials from the identity pools; the user chooses between them. */
export function credentialPathsOf(model: ApiModel, person: Login): readonly CredentialPath[] {
  const { identityPools } = model;
  if (identityPools.length === 0) return externalRolePaths(model);
  return identityPools.flatMap((pool) => {
    if (pool.unknown !== undefined) return [path([unsure(pool.unknown, pool.address)])];
    const logins = pool.providers.filter(({ providerName }) => isAt(person.pool, providerName));
    const mapped = logins.flatMap((login) => mappedPaths(model, pool, login, person.groups ?? []));
    const paths = [...mapped, ...(person.pool === undefined ? otherLoginPaths(model, pool) : [])];
    return [...paths, ...(paths.length > 0 && pool.allowClassicFlow ? classicPaths(model, pool) : [])];
  });
}

/** Where users sign in elsewhere, a role that is made elsewhere and is known to call may be assigned to them. */
function externalRolePaths(model: ApiModel): readonly CredentialPath[] {
  const roles = model.roles
    .filter(({ isOutside }) => isOutside)
    .map((role) => ({ ...role, policies: role.policies.filter(({ document }) => !("unknown" in document)) }));
  return systemRoles({ ...model, roles }).map(({ address, arn, name }) => {
    const reason = `Who is given the role ${name} is not in this Terraform`;
    const signer = { kind: "iam", roleArn: arn, context: {} } as const;
    return path([
      {
        signer,
        given: { outcome: "unknown", reason, source: { address }, dependsOn: () => [{ address, text: arn }] },
      },
    ]);
  });
}

/** The paths of a guest, who does not sign in. */
export function guestPaths(model: ApiModel): readonly CredentialPath[] {
  return model.identityPools
    .filter(({ allowUnauthenticated }) => allowUnauthenticated)
    .flatMap((pool) => {
      if (pool.unknown !== undefined) return [path([unsure(pool.unknown, pool.address)])];
      const { unauthenticatedRoleArn: roleArn } = pool;
      const enhanced =
        roleArn === undefined ? [] : [path([assignment(model, pool, roleArn, "unauthenticated")])];
      return [...enhanced, ...(pool.allowClassicFlow ? classicPaths(model, pool, "unauthenticated") : [])];
    });
}

/**
 * Logins that are no user pool's, such as SAML's, get the role of signed-in users, unless there is a role
 * mapping for them, which is not evaluated.
 */
function otherLoginPaths(model: ApiModel, pool: IdentityPool): CredentialPath[] {
  if (pool.providers.length > 0 && !pool.hasOtherLogins) return [];
  const own = new Set(pool.providers.map(({ clientId, providerName }) => `${providerName}:${clientId}`));
  const mappings = pool.roleMappings.filter(({ identityProvider }) => !own.has(identityProvider));
  const mapped = mappings.map(({ address, identityProvider }) =>
    path([unsure(`What ${address} gives to logins of ${identityProvider} is not evaluated`, address)]),
  );
  return [...mapped, path([authenticated(model, pool)])];
}

function isAt(pool: Login["pool"], providerName: string): boolean {
  return pool === undefined || pool.issuer === `https://${providerName}`;
}

function mappedPaths(
  model: ApiModel,
  pool: IdentityPool,
  { clientId, providerName }: IdentityPool["providers"][number],
  groups: readonly UserGroup[],
): readonly CredentialPath[] {
  const mapping = pool.roleMappings.find(
    ({ identityProvider }) => identityProvider === `${providerName}:${clientId}`,
  );
  if (!mapping) return [path([authenticated(model, pool)])];
  const otherwise =
    mapping.ambiguousRoleResolution === "AuthenticatedRole"
      ? authenticated(model, pool)
      : refused(
          `The role mapping of ${pool.address} gives no role without a group that has one`,
          mapping.address,
        );
  if (mapping.type === "Token") return tokenPaths(model, pool, groups, otherwise);
  const possible = (mapping.rules ?? []).filter((rule) => mayMatch(rule, groups));
  // The first rule that matches chooses.
  const sure = possible.findIndex((rule) => surelyMatches(rule, groups));
  const rules = sure < 0 ? possible : possible.slice(0, sure + 1);
  const last = sure < 0 ? [otherwise] : [];
  return [
    path([...rules.map(({ roleArn }) => assignment(model, pool, roleArn)), ...last], {
      dependsOn: `The token's claim ${[...new Set(rules.map(({ claim }) => claim))].join(", ")} decides which role ${mapping.address} gives`,
      at: mapping.address,
    }),
  ];
}

/**
 * The roles of a user's groups, of which the user takes any by CustomRoleArn; the one of the lowest precedence without
 * it. Of two groups with the lowest, none is preferred.
 */
function tokenPaths(
  model: ApiModel,
  pool: IdentityPool,
  groups: readonly UserGroup[],
  otherwise: RoleAssignment,
): readonly CredentialPath[] {
  const own = groups.flatMap(({ address, roleArn, unknown }) => {
    if (unknown !== undefined) return [path([unsure(unknown, address)])];
    return roleArn === undefined ? [] : [path([assignment(model, pool, roleArn)])];
  });
  return own.length > 0 && hasPreferred(groups) ? own : [...own, path([otherwise])];
}

/** Whether Cognito prefers one role: that of the group with the lowest precedence. */
function hasPreferred(groups: readonly UserGroup[]): boolean {
  const withRole = groups.filter(({ roleArn, unknown }) => roleArn !== undefined || unknown !== undefined);
  const lowest = Math.min(...withRole.map(({ precedence = Number.POSITIVE_INFINITY }) => precedence));
  const first = withRole.filter(({ precedence = Number.POSITIVE_INFINITY }) => precedence === lowest);
  return new Set(first.map(({ address, roleArn }) => roleArn ?? address)).size === 1;
}

/**
 * A group of the user is in the list, whether Cognito looks for an element or for a part of the list as a text.
 * A report says that it matches, and the gate, which must not open what is not documented, that it does not.
 */
function surelyMatches({ claim, match, value }: RoleMappingRule, groups: readonly UserGroup[]): boolean {
  return claim === "cognito:groups" && match === "Contains" && groups.some(({ name }) => name === value);
}

/** What Cognito makes of a claim that is a list is not documented: with the group in it, a rule may match. */
function mayMatch({ claim, match, value }: RoleMappingRule, groups: readonly UserGroup[]): boolean {
  if (claim !== "cognito:groups") return true;
  return groups.some(
    ({ name }) => match === "NotEqual" || (match === "Equals" ? name === value : name.includes(value)),
  );
}

function authenticated(model: ApiModel, pool: IdentityPool): RoleAssignment {
  if (pool.authenticatedRoleArn !== undefined) return assignment(model, pool, pool.authenticatedRoleArn);
  return refused(`${pool.address} has no role for signed-in users`, pool.address);
}

/** In the classic flow the caller names the role, and only the role's trust policy has a say. */
function classicPaths(model: ApiModel, pool: IdentityPool, amr: Amr = "authenticated"): CredentialPath[] {
  return model.roles
    .map(({ arn }) => assignment(model, pool, arn, amr))
    .filter((one) => one.signer && one.given.outcome !== "deny")
    .map((one) => path([one]));
}

function assignment(
  model: ApiModel,
  pool: IdentityPool,
  roleArn: string,
  amr: Amr = "authenticated",
): RoleAssignment {
  const role = model.roles.find(({ arn }) => arn === roleArn);
  if (!role)
    return unsure(`${pool.address} gives the role ${roleArn}, which is not in this Terraform`, pool.address);
  const context = {
    "cognito-identity.amazonaws.com:amr": AMR[amr],
    "cognito-identity.amazonaws.com:aud": pool.id,
  };
  return { signer: { kind: "iam", roleArn, context }, given: trust(role, context) };
}

function trust(role: IamRole, context: Keys): Decision {
  const action = "sts:AssumeRoleWithWebIdentity";
  return mayAssume(role, { action, principal: COGNITO, context, open: true });
}

function unsure(reason: string, address: string): RoleAssignment {
  return { refused: { outcome: "unknown", reason, source: { address }, dependsOn: () => [{ address }] } };
}

function refused(reason: string, address: string): RoleAssignment {
  return { refused: { outcome: "deny", reason, source: { address }, refusal: "ACCESS_DENIED" } };
}

function path(assignments: readonly RoleAssignment[], choice: Choice = { dependsOn: "" }): CredentialPath {
  return { assignments, choice };
}
