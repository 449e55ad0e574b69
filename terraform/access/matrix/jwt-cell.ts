import { isStandIn } from "../../language/expression";
import type { Decision, JwtAuthorizer, UserPool, UserPoolClient } from "../../model";
import { ANONYMOUS, ask, type MatrixContext, type Route } from "./ask";
import type { Person } from "./identity-pool-roles";
import { best } from "./outcome";
import type { Principal } from "./principals";
import { accessTokens, askWith, programToken, type Token } from "./tokens";

/** JWT, of HTTP APIs: what a principal may call with the tokens that it can get from the authorizer's issuer. */
export function jwtCell(
  context: MatrixContext,
  route: Route,
  authorizer: JwtAuthorizer,
  principal: Principal,
): Decision {
  switch (principal.kind) {
    case "issuer":
      return ofIssuer(route, authorizer, principal.issuer);
    case "pool":
      return ofIssuer(route, authorizer, principal.foreign.issuer);
    case "client":
      if (differBySlash(authorizer.issuer, principal.pool.issuer))
        return ofAnotherSpelling(route, authorizer, principal.pool.issuer);
      return askWith(
        route,
        withClaims(programToken(principal.pool, principal.client), principal.pool, principal.client),
      );
    case "signed-in":
    case "group":
      return ofPerson(context, route, authorizer, principal.kind === "group" ? principal : {});
    default:
      return ask(route, ANONYMOUS);
  }
}

/** Who gets its tokens, and with which scopes, an issuer outside of this Terraform decides. */
function ofIssuer(route: Route, authorizer: JwtAuthorizer, own: string): Decision {
  const { address, audience, issuer, unknown } = authorizer;
  if (differBySlash(issuer, own)) return ofAnotherSpelling(route, authorizer, own);
  if (own !== issuer && isStandIn(own)) return ofUnknownIssuer(route, own, address);
  if (own !== issuer) return ask(route, { kind: "jwt", issuer: own, scopes: [] });
  if (unknown !== undefined && audience.length === 0) return undecided(route, unknown, address);
  const token = { kind: "jwt", issuer, ...(audience[0] !== undefined && { audience: audience[0] }) } as const;
  const { scopes } = route.method;
  const decision = ask(route, { ...token, scopes });
  if (decision.outcome !== "allow" || scopes.length === 0) return decision;
  const reason = `${issuer} decides who gets ${scopes.join(" or ")}, which ${route.method.address} takes`;
  const { dependsOn } = undecided(route, reason, address);
  return {
    outcome: "unknown",
    reason,
    source: { address: route.method.address },
    ...(dependsOn && { dependsOn }),
  };
}

/** AWS does not document whether an authorizer compares issuers with the slash at their end. */
function differBySlash(one: string, other: string): boolean {
  return one === `${other}/` || other === `${one}/`;
}

function ofAnotherSpelling(route: Route, { address, issuer }: JwtAuthorizer, own: string): Decision {
  const reason = `Whether ${address} takes tokens of ${own} is not known: its issuer, ${issuer}, differs by the slash at the end`;
  return undecided(route, reason, address);
}

/** An issuer that is not known may be any that an authorizer names, and a user pool too. */
export function ofUnknownIssuer(route: Route, issuer: string, address: string): Decision {
  return undecided(route, `Whether ${address} takes tokens of ${issuer} is not known`, address);
}

function ofPerson(
  { evidence, model }: MatrixContext,
  route: Route,
  authorizer: JwtAuthorizer,
  { groups = [], pool }: Person,
): Decision {
  if (authorizer.unknown !== undefined && isStandIn(authorizer.issuer))
    return undecided(
      route,
      `Whose tokens ${authorizer.address} takes is not known: ${authorizer.unknown}`,
      authorizer.address,
    );
  const pools = pool ? [pool] : model.userPools;
  const spelled = pools.find(({ issuer }) => differBySlash(authorizer.issuer, issuer));
  if (spelled) return ofAnotherSpelling(route, authorizer, spelled.issuer);
  const issuing = pools.find(({ issuer }) => issuer === authorizer.issuer);
  if (!issuing) return ask(route, ANONYMOUS);
  const tokens = issuing.clients.flatMap((client) => [
    idToken(issuing, client),
    ...accessTokens({ ...issuing, clients: [client] }, groups, evidence, model.functions).map((token) =>
      withClaims(token, issuing, client),
    ),
  ]);
  const decided = best(tokens.map((token) => askWith(route, token))) ?? ask(route, ANONYMOUS);
  if (decided.outcome !== "deny") return decided;
  return throughOthers(route, authorizer, issuing, decided);
}

/** Clients that this Terraform does not make may give the pool's users tokens, too. */
function throughOthers(
  route: Route,
  { address, audience, unknown }: JwtAuthorizer,
  pool: UserPool,
  refused: Decision,
): Decision {
  if (refused.refusal === "ACCESS_DENIED") return refused;
  const foreign = audience.find((id) => !pool.clients.some((client) => client.id === id));
  if (foreign === undefined) return refused;
  const why = unknown ?? `${foreign} is no client of ${pool.address} in this Terraform`;
  const reason = `Who gets tokens for ${foreign}, which ${address} takes, is not known: ${why}`;
  return undecided(route, reason, address, pool.address);
}

function idToken({ issuer }: UserPool, { id }: UserPoolClient): Token {
  return { caller: { kind: "jwt", issuer, audience: id, scopes: [] } };
}

/** A user pool's access token as an HTTP API reads it: it has no `aud`, and its `client_id` stands in. */
function withClaims(token: Token, { issuer }: UserPool, { id }: UserPoolClient): Token {
  if (token.undecided || token.caller.kind !== "token") return token;
  return { ...token, caller: { kind: "jwt", issuer, clientId: id, scopes: token.caller.scopes } };
}

/** It depends on the authorizer, on what the route asks for, and on further resources. */
function undecided(
  { method: { address: route, authorization, scopes } }: Route,
  reason: string,
  address: string,
  ...others: readonly string[]
): Decision {
  const asked = JSON.stringify([authorization, scopes]);
  return {
    outcome: "unknown",
    reason,
    source: { address },
    dependsOn: () => [
      { address },
      { address: route, text: asked },
      ...others.map((other) => ({ address: other })),
    ],
  };
}
