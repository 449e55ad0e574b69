import type { Decision } from "../decision";
import type { ApiModel, Authorizer, CognitoAuthorizer, LambdaAuthorizer } from "../model";
import { ask, type Route } from "./ask";
import type { Evidence } from "./evidence";
import { guestWays, type Handout, type Person, type Way, waysOf } from "./identity-pool-roles";
import { lambdaCell } from "./lambda-cell";
import { agreed, best, both } from "./outcome";
import type { Principal } from "./principals";
import { tokensFor } from "./tokens";

/** What all routes share. */
export interface Asked {
  readonly model: ApiModel;
  readonly evidence: Evidence;
}

const NOBODY = { kind: "anonymous" } as const;

/** Whether a principal, with the best that it can bring, may make every request of a route. */
export function decideCell(asked: Asked, route: Route, principal: Principal): Decision {
  if (route.method.unknown !== undefined) return ask(route, NOBODY);
  const authorizer = authorizerOf(route);
  switch (route.method.authorization) {
    case "NONE":
      return ask(route, NOBODY);
    case "AWS_IAM":
      return signed(asked, route, principal);
    case "COGNITO_USER_POOLS":
      return authorizer?.type === "COGNITO_USER_POOLS"
        ? withToken(asked, route, authorizer, principal)
        : ask(route, NOBODY);
    case "CUSTOM":
      return isLambda(authorizer) ? lambdaCell(asked, route, authorizer, principal) : ask(route, NOBODY);
  }
}

function signed({ model }: Asked, route: Route, principal: Principal): Decision {
  switch (principal.kind) {
    case "iam":
      return ask(route, { kind: "iam", roleArn: principal.role.arn, context: {} });
    case "iam-user":
      return ask(route, { kind: "iam-user", userArn: principal.user.arn, context: {} });
    case "jwt":
      return ask(route, NOBODY);
    case "anonymous":
      return byWays(route, guestsOf(model), "unauthenticated");
    case "signed-in":
      return byWays(route, people(model, {}), "authenticated");
    case "group":
      return byWays(route, people(model, principal), "authenticated");
  }
}

function byWays(route: Route, ways: readonly Way[], amr: string): Decision {
  const decisions = ways.map(({ dependsOn, handouts }) =>
    agreed(
      handouts.map((handout) => withHandout(route, handout, amr)),
      dependsOn,
    ),
  );
  return best(decisions.filter((decision) => decision !== undefined)) ?? ask(route, NOBODY);
}

function withHandout(route: Route, handout: Handout, amr: string): Decision {
  if (handout.roleArn === undefined) return handout.refused;
  const { given, pool, roleArn } = handout;
  return both(given, () =>
    ask(route, {
      kind: "iam",
      roleArn,
      context: {
        "cognito-identity.amazonaws.com:amr": amr,
        "cognito-identity.amazonaws.com:aud": pool.id,
      },
    }),
  );
}

function withToken(
  { evidence, model }: Asked,
  route: Route,
  authorizer: CognitoAuthorizer,
  principal: Principal,
): Decision {
  if (principal.kind !== "signed-in" && principal.kind !== "group") return ask(route, NOBODY);
  const person: Person = principal.kind === "group" ? principal : {};
  const tokens = tokensFor(model, { authorizer, method: route.method }, person, evidence);
  const decisions = tokens.map((token) => (token.kind === "undecided" ? token.decision : ask(route, token)));
  return best(decisions) ?? ask(route, NOBODY);
}

function authorizerOf({ api, method }: Route): Authorizer | undefined {
  return api.authorizers.find(({ id }) => id === method.authorizerId);
}

function isLambda(authorizer: Authorizer | undefined): authorizer is LambdaAuthorizer {
  return authorizer !== undefined && authorizer.type !== "COGNITO_USER_POOLS";
}

const known = new WeakMap<ApiModel, Map<unknown, readonly Way[]>>();

/** The ways are the same for every route. */
function remembered(model: ApiModel, who: unknown, find: () => readonly Way[]): readonly Way[] {
  const ways = known.get(model) ?? new Map<unknown, readonly Way[]>();
  known.set(model, ways);
  const found = ways.get(who) ?? find();
  ways.set(who, found);
  return found;
}

function people(model: ApiModel, person: Person): readonly Way[] {
  return remembered(model, person.group ?? "signed-in", () => waysOf(model, person));
}

function guestsOf(model: ApiModel): readonly Way[] {
  return remembered(model, "guests", () => guestWays(model));
}
