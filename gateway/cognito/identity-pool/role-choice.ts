import { own } from "../../../terraform/language/expression";
import type { IdentityPool, RoleMappingRule } from "../../../terraform/model";
import { cognitoError, notAuthorized } from "../exceptions";
import type { Access } from "./access";
import type { Login } from "./login";

type Mapping = IdentityPool["roleMappings"][number];

/**
 * The role of an identity. A guest has the pool's role for guests, and a user of the developer provider the one for
 * signed-in users: no mapping is for them, and neither may ask for a role.
 *
 * @returns the role's ARN.
 * @throws {ServiceError} `NotAuthorizedException`, `InvalidIdentityPoolConfigurationException`
 */
export function roleFor({ by, identity, pool }: Access, customRoleArn: string | undefined): string {
  if (by !== "guest" && "logins" in by) {
    const chosen = by.logins.map((login) => chooseRole(pool, login, identity.id, customRoleArn));
    const [roleArn, ...others] = new Set(chosen);
    if (roleArn === undefined || others.length > 0)
      throw notAuthorized("The logins have different roles: which of them counts is not known to this gate.");
    return roleArn;
  }
  if (customRoleArn !== undefined) throw notAuthorized(`Access to Identity '${identity.id}' is forbidden.`);
  return orMisconfigured(by === "guest" ? pool.unauthenticatedRoleArn : pool.authenticatedRoleArn);
}

/**
 * The role of a signed-in user: the one that the pool's mapping chooses. Where it chooses none, the pool's
 * authenticated role, if there is no mapping or the mapping falls back to it.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 *
 * @returns the role's ARN.
 * @throws {ServiceError} `NotAuthorizedException`, `InvalidIdentityPoolConfigurationException`
 */
export function chooseRole(
  pool: IdentityPool,
  login: Login,
  identityId: string,
  customRoleArn: string | undefined,
): string {
  const mapping = pool.roleMappings.find(({ identityProvider }) => login.mappedAs.includes(identityProvider));
  const chosen =
    customRoleArn === undefined
      ? mapping && mapped(mapping, login)
      : requested(mapping, login, customRoleArn);
  if (chosen !== undefined) return chosen;
  if (customRoleArn !== undefined) throw notAuthorized(`Access to Identity '${identityId}' is forbidden.`);
  // AWS's words, as https://github.com/aws-amplify/amplify-js/issues/3621 shows them.
  if (mapping?.ambiguousRoleResolution === "Deny")
    throw notAuthorized(
      `The ambiguous role mapping rules for: ${mapping.identityProvider} denied this request.`,
    );
  return orMisconfigured(pool.authenticatedRoleArn);
}

function orMisconfigured(roleArn: string | undefined): string {
  if (roleArn !== undefined) return roleArn;
  throw cognitoError(
    "InvalidIdentityPoolConfigurationException",
    "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
  );
}

/** A caller may choose one of the roles in the token, where the mapping is by token. */
function requested(mapping: Mapping | undefined, { roles }: Login, roleArn: string): string | undefined {
  return mapping?.type === "Token" && roles.all.includes(roleArn) ? roleArn : undefined;
}

function mapped({ rules, type }: Mapping, { claims, roles }: Login): string | undefined {
  if (type === "Token") return roles.preferred;
  return rules?.find((rule) => matches(rule, own(claims, rule.claim)))?.roleArn;
}

/** A claim that is missing or not a string matches no rule, also none with NotEqual. */
function matches({ match, value: expected }: RoleMappingRule, claim: unknown): boolean {
  if (typeof claim !== "string") return false;
  switch (match) {
    case "Equals":
      return claim === expected;
    case "NotEqual":
      return claim !== expected;
    case "StartsWith":
      return claim.startsWith(expected);
    case "Contains":
      return claim.includes(expected);
  }
}
