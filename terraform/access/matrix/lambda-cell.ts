import { invokeStatements } from "../../../contract/authorizer-policy";
import type { RoleMethods, RoleTable } from "../../../contract/role-table";
import { isStandIn } from "../../language/expression";
import type { Decision, LambdaAuthorizer, LambdaFunction, PolicyDocument } from "../../model";
import { functionOf } from "../decide";
import { ANONYMOUS, ask, type MatrixContext, type Route } from "./ask";
import { asksForCredentials, isCredential, isShared } from "./identity-sources";
import { best } from "./outcome";
import type { Principal } from "./principals";

/**
 * CUSTOM: the function decides at run time. Where it answers from a role table that can be read, what it says to a
 * role is known; and without the credentials that the authorizer asks for, API Gateway does not even call it.
 */
export function lambdaCell(
  context: MatrixContext,
  route: Route,
  authorizer: LambdaAuthorizer,
  principal: Principal,
): Decision {
  const { functions } = context.model;
  const lambda = functionOf(functions, authorizer.functionArn);
  // The function answers with a policy, which is no simple response.
  const table = lambda && !authorizer.hasSimpleResponses && context.evidence.roleTables[lambda.address];
  const decider = lambda?.address ?? authorizer.functionArn;
  if (table && isShared(authorizer)) return ofStrongest(route, authorizer, table);
  if (isWithoutToken(principal)) {
    if (asksForCredentials(authorizer)) return withoutSources(ask(route, ANONYMOUS), authorizer);
    if (table) return ask(route, ANONYMOUS);
    return atRunTime(route, decider, authorizer);
  }
  if (!table) return atRunTime(route, decider, authorizer);
  if (principal.kind === "issuer") return withIssuersToken(route, authorizer, lambda, principal.issuer);
  if (principal.kind === "pool") return withIssuersToken(route, authorizer, lambda, principal.foreign.issuer);
  if (principal.kind === "jwt") return byTable(route, authorizer, table, principal.roles);
  return withPoolToken(route, { authorizer, lambda, table }, principal, context);
}

/**
 * Every caller gets the answer that is kept for the caller before. No identity source is a credential, so that anyone
 * can send those of the caller with the most access.
 */
function ofStrongest(route: Route, authorizer: LambdaAuthorizer, table: RoleTable): Decision {
  const { address, identitySources, ttlSeconds } = authorizer;
  const decisions = Object.keys(table).map((role) => byTable(route, authorizer, table, [role]));
  const strongest = best(decisions) ?? ask(route, ANONYMOUS);
  if (strongest.outcome === "deny") return strongest;
  const reason = `${strongest.reason}, and ${address} keeps that answer ${ttlSeconds} s for all who send the same ${identitySources.join(", ")}`;
  return { ...strongest, reason };
}

/** A signature is nothing that a Lambda authorizer is shown. */
function isWithoutToken(
  principal: Principal,
): principal is Extract<Principal, { kind: "anonymous" | "iam" | "iam-external" | "iam-user" }> {
  const { kind } = principal;
  return kind === "anonymous" || kind === "iam" || kind === "iam-external" || kind === "iam-user";
}

/** Names what is missing, unless the call ends before the authorizer looks for it. */
function withoutSources(decision: Decision, { identitySources, type }: LambdaAuthorizer): Decision {
  if (decision.refusal !== "UNAUTHORIZED") return decision;
  const missing = identitySources.filter((source) => isCredential(source, type)).join(" and ");
  return { ...decision, reason: `${decision.reason}: without ${missing}, its function is not called` };
}

/** The function's answer counts where the API's resource policy does not deny. */
function atRunTime(route: Route, decider: string, authorizer: LambdaAuthorizer): Decision {
  const most = ask(route, { kind: "policy", principalId: "anyone", document: ALLOWS_ALL });
  if (most.outcome === "deny") return most;
  const { address, id: _, name: __, ...asked } = authorizer;
  return {
    outcome: "unknown",
    reason: `Decided at run time by ${decider}`,
    source: { address: decider },
    // What a function of another Terraform is, its ARN says, which is an argument of the authorizer.
    dependsOn: () => [
      ...(decider === authorizer.functionArn ? [] : [{ address: decider }]),
      { address, text: JSON.stringify(asked) },
    ],
  };
}

const ALLOWS_ALL: PolicyDocument = {
  version: "2012-10-17",
  statements: [{ effect: "Allow", actions: ["execute-api:Invoke"], resources: ["*"], conditions: [] }],
};

/** What the function answers to a token with these roles. */
function byTable(
  route: Route,
  { address }: LambdaAuthorizer,
  table: RoleTable,
  roles: readonly string[],
): Decision {
  const methods = roles.flatMap((role) => (Object.hasOwn(table, role) ? [table[role] as RoleMethods] : []));
  const [only, second] = methods;
  if (!only)
    return {
      outcome: "deny",
      reason: `The role table behind ${address} has no role ${roles.join(", ")}`,
      source: { address },
      refusal: "ACCESS_DENIED",
    };
  const document = second ? policyOf(methods, stageOf(route)) : remembered(only, route);
  return ask(route, { kind: "policy", principalId: roles.join(","), document });
}

function withIssuersToken(
  route: Route,
  authorizer: LambdaAuthorizer,
  { address, environment }: LambdaFunction,
  issuer: string,
): Decision {
  const { ISSUER, MORE_ISSUERS: more = "" } = environment;
  return ISSUER === issuer || more.includes(issuer) || isStandIn(issuer)
    ? atRunTime(route, address, authorizer)
    : ask(route, ANONYMOUS);
}

/** A user pool's own tokens get in only where the authorizer trusts the pool as an issuer. */
function withPoolToken(
  route: Route,
  { authorizer, lambda, table }: { authorizer: LambdaAuthorizer; lambda: LambdaFunction; table: RoleTable },
  principal: Principal,
  { model }: MatrixContext,
): Decision {
  const { ISSUER: issuer = "", MORE_ISSUERS: more = "", ROLES_CLAIM: claim } = lambda.environment;
  const pools = "pool" in principal ? [principal.pool] : model.userPools;
  const trusted = pools.some((pool) => issuer === pool.issuer || more.includes(pool.issuer));
  if (!trusted) return ask(route, ANONYMOUS);
  if (principal.kind === "group" && more === "" && claim === "cognito:groups")
    return byTable(
      route,
      authorizer,
      table,
      principal.groups.map(({ name }) => name),
    );
  return atRunTime(route, lambda.address, authorizer);
}

const policies = new WeakMap<RoleMethods, Map<string, PolicyDocument>>();

/** One document for all routes of a stage: a policy is compiled once per document. */
function remembered(methods: RoleMethods, route: Route): PolicyDocument {
  const prefix = stageOf(route);
  const byStage = policies.get(methods) ?? new Map<string, PolicyDocument>();
  policies.set(methods, byStage);
  const document = byStage.get(prefix) ?? policyOf([methods], prefix);
  byStage.set(prefix, document);
  return document;
}

function stageOf({ api, stage }: Route): string {
  return `${api.executionArn}/${stage.name}/`;
}

/** The policy with which the function answers a caller. */
function policyOf(methods: readonly RoleMethods[], stage: string): PolicyDocument {
  const statements = invokeStatements(methods, stage).map(({ effect, resources }) => ({
    effect,
    actions: ["execute-api:Invoke"],
    resources,
    conditions: [],
  }));
  return { version: "2012-10-17", statements };
}
