import type { ApiModel } from "../../model";
import type { Authorizer, CognitoAuthorizer, LambdaAuthorizer } from "../../model/authorizer";
import type { Decision } from "../../model/decision";
import type { Decider } from "../decide/decide";
import { ask, type Route } from "./ask";
import type { Evidence } from "./evidence";
import { guestWays, type Handout, type Person, type Way, waysOf } from "./identity-pool-roles";
import { lambdaCell } from "./lambda-cell";
import { agreed, best, both } from "./outcome";
import type { Principal } from "./principals";
import { askWith, programToken, tokensFor } from "./tokens";

/** What all routes share. */
export interface Asked {
  readonly model: ApiModel;
  readonly evidence: Evidence;
  readonly decide: Decider;
}

/** Somebody, with the ways to IAM credentials: they are the same for every route. */
export interface Column {
  readonly principal: Principal;
  readonly ways: readonly Way[];
}

export function columnOf({ model }: Asked, principal: Principal): Column {
  switch (principal.kind) {
    case "anonymous":
      return { principal, ways: guestWays(model) };
    case "signed-in":
      return { principal, ways: waysOf(model, {}) };
    case "group":
      return { principal, ways: waysOf(model, principal) };
    default:
      return { principal, ways: [] };
  }
}

const NOBODY = { kind: "anonymous" } as const;

/** Whether a principal, with the best that it can bring, may make every request of a route. */
export function decideCell(asked: Asked, route: Route, column: Column): Decision {
  const { principal } = column;
  if (route.method.unknown !== undefined) return ask(route, NOBODY);
  const authorizer = authorizerOf(route);
  switch (route.method.authorization) {
    case "NONE":
      return ask(route, NOBODY);
    case "AWS_IAM":
      return signed(route, column);
    case "COGNITO_USER_POOLS":
      return authorizer?.type === "COGNITO_USER_POOLS"
        ? withToken(asked, route, authorizer, principal)
        : ask(route, NOBODY);
    case "CUSTOM":
      return isLambda(authorizer) ? lambdaCell(asked, route, authorizer, principal) : ask(route, NOBODY);
  }
}

function signed(route: Route, { principal, ways }: Column): Decision {
  if (principal.kind === "iam") return ask(route, { kind: "iam", roleArn: principal.role.arn, context: {} });
  if (principal.kind === "iam-user")
    return ask(route, { kind: "iam-user", userArn: principal.user.arn, context: {} });
  if (principal.kind === "iam-outside")
    return ask(route, { kind: "iam", roleArn: principal.arn, context: {} });
  const decisions = ways.map(({ dependsOn, handouts }) =>
    agreed(
      handouts.map((handout) => withHandout(route, handout)),
      dependsOn,
    ),
  );
  return best(decisions.filter((decision) => decision !== undefined)) ?? ask(route, NOBODY);
}

function withHandout(route: Route, handout: Handout): Decision {
  if (!handout.signer) return handout.refused;
  const { given, signer } = handout;
  return both(given, () => ask(route, signer));
}

function withToken(
  { evidence, model }: Asked,
  route: Route,
  authorizer: CognitoAuthorizer,
  principal: Principal,
): Decision {
  if (principal.kind === "client") return askWith(route, programToken(principal.pool, principal.client));
  if (principal.kind !== "signed-in" && principal.kind !== "group") return ask(route, NOBODY);
  const person: Person = principal.kind === "group" ? principal : {};
  const tokens = tokensFor(model, { authorizer, method: route.method }, person, evidence);
  return best(tokens.map((token) => askWith(route, token))) ?? ask(route, NOBODY);
}

function authorizerOf({ api, method }: Route): Authorizer | undefined {
  return api.authorizers.find(({ id }) => id === method.authorizerId);
}

function isLambda(authorizer: Authorizer | undefined): authorizer is LambdaAuthorizer {
  return authorizer !== undefined && authorizer.type !== "COGNITO_USER_POOLS";
}
