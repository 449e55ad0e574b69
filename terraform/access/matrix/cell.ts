import { isStandIn } from "../../language/expression";
import type {
  ApiModel,
  AttachedPolicy,
  Authorizer,
  CognitoAuthorizer,
  Decision,
  IamRole,
  IamUser,
} from "../../model";
import { type Credentials, contestedBy, LOCKS, together } from "../decide";
import { ANONYMOUS, ask, type MatrixContext, type Route } from "./ask";
import {
  type CredentialPath,
  credentialPathsOf,
  guestPaths,
  type RoleAssignment,
} from "./identity-pool-roles";
import { jwtCell, ofUnknownIssuer } from "./jwt-cell";
import { lambdaCell } from "./lambda-cell";
import { listed } from "./listed";
import { agreed, best, both } from "./outcome";
import { readable } from "./path-template";
import type { Principal } from "./principals";
import { askWith, programToken, type TokenHolder, tokensFor } from "./tokens";

/**
 * A principal, with the paths in which it gets IAM credentials, and the policies of all these credentials: they are the
 * same for every route.
 */
export interface Column {
  readonly principal: Principal;
  readonly paths: readonly CredentialPath[];
  readonly policies: readonly AttachedPolicy[];
}

export function columnOf({ model }: MatrixContext, principal: Principal): Column {
  switch (principal.kind) {
    case "anonymous":
      return withPaths(model, principal, guestPaths(model));
    case "signed-in":
      return withPaths(model, principal, credentialPathsOf(model, {}));
    case "group":
      return withPaths(model, principal, credentialPathsOf(model, principal));
    case "pool":
      return withPaths(model, principal, credentialPathsOf(model, { pool: principal.foreign }));
    case "iam":
      return { principal, paths: [], policies: policiesOf(principal.role) };
    case "iam-user":
      return { principal, paths: [], policies: policiesOf(principal.user) };
    default:
      return { principal, paths: [], policies: [] };
  }
}

function withPaths(model: ApiModel, principal: Principal, paths: readonly CredentialPath[]): Column {
  const arns = new Set(
    paths
      .flatMap(({ assignments }) => assignments)
      .flatMap(({ signer }) => (signer?.kind === "iam" ? [signer.roleArn] : [])),
  );
  const roles = model.roles.filter(({ arn }) => arns.has(arn));
  return { principal, paths, policies: roles.flatMap(policiesOf) };
}

function policiesOf({ boundary, policies }: IamRole | IamUser): readonly AttachedPolicy[] {
  return boundary ? [...policies, boundary] : policies;
}

/** Whether a principal, with the best credentials that it can get, may make every request of a route. */
export function decideCell(context: MatrixContext, route: Route, column: Column): Decision {
  const own = byLock(context, route, column);
  for (const rival of own.outcome === "unknown" ? [] : route.rivals) {
    const other = byLock(context, rival, column);
    if (other.outcome !== own.outcome) return contested(own, other, route, rival);
  }
  return own;
}

function byLock(context: MatrixContext, route: Route, column: Column): Decision {
  const { authorization, unknown } = route.method;
  if (unknown !== undefined) return ask(route, ANONYMOUS);
  return DECIDE_BY[LOCKS[authorization].credentials](context, route, column);
}

/** Some of a route's requests may be answered by another method, which decides otherwise. */
function contested(own: Decision, other: Decision, { method, requests }: Route, rival: Route): Decision {
  const why = contestedBy([method, rival.method]);
  const some = rival.requests.map(
    ({ sample: { path, verb } }) => `${verb} ${readable(path, rival.template)}`,
  );
  const which = own.outcome === "allow" ? "All but" : "Only";
  const reason = some.length === requests.length ? why : `${which} ${listed(some)}: ${why}`;
  return { outcome: "unknown", reason, source: { address: method.address }, ...together([own, other]) };
}

/** By what the callers of a lock show. */
const DECIDE_BY: Readonly<
  Record<Credentials, (context: MatrixContext, route: Route, column: Column) => Decision>
> = {
  none: (_, route) => ask(route, ANONYMOUS),
  "iam-signature": (_, route, column) => signed(route, column),
  "user-pool-token": (context, route, { principal }) => {
    const authorizer = authorizerOf(route);
    return authorizer && "providerArns" in authorizer
      ? withToken(context, route, authorizer, principal)
      : ask(route, ANONYMOUS);
  },
  "issuer-token": (context, route, { principal }) => {
    const authorizer = authorizerOf(route);
    return authorizer?.type === "JWT"
      ? jwtCell(context, route, authorizer, principal)
      : ask(route, ANONYMOUS);
  },
  "lambda-authorizer": (context, route, { principal }) => {
    const authorizer = authorizerOf(route);
    return authorizer && "functionArn" in authorizer
      ? lambdaCell(context, route, authorizer, principal)
      : ask(route, ANONYMOUS);
  },
};

function signed(route: Route, { principal, paths }: Column): Decision {
  if (principal.kind === "iam") return ask(route, { kind: "iam", roleArn: principal.role.arn, context: {} });
  if (principal.kind === "iam-user")
    return ask(route, { kind: "iam-user", userArn: principal.user.arn, context: {} });
  if (principal.kind === "iam-external")
    return ask(route, { kind: "iam", roleArn: principal.arn, context: {} });
  const decisions = paths.map(({ assignments, choice }) =>
    agreed(
      assignments.map((assignment) => withAssignment(route, assignment)),
      choice,
    ),
  );
  return best(decisions.filter((decision) => decision !== undefined)) ?? ask(route, ANONYMOUS);
}

function withAssignment(route: Route, assignment: RoleAssignment): Decision {
  if (!assignment.signer) return assignment.refused;
  const { given, signer } = assignment;
  return both(given, () => ask(route, signer));
}

function withToken(
  { evidence, model }: MatrixContext,
  route: Route,
  authorizer: CognitoAuthorizer,
  principal: Principal,
): Decision {
  if (principal.kind === "client") return askWith(route, programToken(principal.pool, principal.client));
  if (principal.kind === "issuer" && isStandIn(principal.issuer))
    return ofUnknownIssuer(route, principal.issuer, authorizer.address);
  const person = personOf(principal);
  if (!person) return ask(route, ANONYMOUS);
  const tokens = tokensFor(model, { authorizer, method: route.method }, person, evidence);
  return best(tokens.map((token) => askWith(route, token))) ?? ask(route, ANONYMOUS);
}

/** Who signs in at a user pool; undefined for a principal that does not. */
function personOf(principal: Principal): TokenHolder | undefined {
  switch (principal.kind) {
    case "signed-in":
      return {};
    case "group":
      return principal;
    case "pool":
      return { foreign: principal.foreign };
    default:
      return undefined;
  }
}

function authorizerOf({ api, method }: Route): Authorizer | undefined {
  return api.authorizers.find(({ id }) => id === method.authorizerId);
}
