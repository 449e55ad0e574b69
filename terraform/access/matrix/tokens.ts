import type {
  ApiModel,
  CognitoAuthorizer,
  Decision,
  LambdaFunction,
  Operation,
  UserGroup,
  UserPool,
  UserPoolClient,
} from "../../model";
import { type Caller, functionOf } from "../decide";
import { ask, type Route } from "./ask";
import type { Evidence } from "./evidence";
import type { ForeignPool } from "./foreign-pools";
import type { Person } from "./identity-pool-roles";

/** A token that a principal can get, or why its tokens are not known. */
export type Token =
  | { readonly caller: Caller; readonly undecided?: never; readonly through?: OauthClient }
  | { readonly undecided: Decision };

/** A user of a pool of this Terraform, or of a foreign pool; without either, of any of this Terraform. */
export interface TokenHolder extends Person {
  readonly foreign?: ForeignPool;
}

/** The client through which a token was requested. */
interface OauthClient {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly who: string;
}

/** In every access token that comes from signing in, but for those of an OAuth flow. */
const SIGNED_IN_SCOPE = "aws.cognito.signin.user.admin";

/** The flows in which a user signs in at the pool's own pages. */
const USER_FLOWS = ["code", "implicit"];

/**
 * The tokens with which a user can call a Cognito method: an ID token where it has no
 * scopes, an access token where it has.
 */
export function tokensFor(
  model: ApiModel,
  { authorizer, method }: { readonly authorizer: CognitoAuthorizer; readonly method: Operation },
  { foreign, groups = [], pool }: TokenHolder,
  evidence: Evidence,
): readonly Token[] {
  const isOwn = (arn: string) => !arn.startsWith("arn:") || model.userPools.some((one) => one.arn === arn);
  const asked = pool?.arn ?? (foreign && arnOf(foreign, authorizer));
  // Users of other pools are principals of their own.
  const poolArns = asked === undefined ? authorizer.providerArns.filter(isOwn) : [asked];
  return poolArns.flatMap((poolArn) => {
    const at = model.userPools.find(({ arn }) => arn === poolArn);
    const unknown = unknownPool(model, authorizer, poolArn);
    if (unknown !== undefined)
      return [
        undecided(
          `Which user pools ${authorizer.address} takes is not known: ${unknown}`,
          authorizer.address,
        ),
      ];
    if (method.scopes.length === 0) return idTokens(poolArn, at, authorizer);
    if (at) return accessTokens(at, groups, evidence, model.functions);
    const reason = `The user pool ${poolArn}, which decides about scopes, is not in this Terraform`;
    return [undecided(reason, poolArn)];
  });
}

/** The token that a program gets for its client: it has no user, and the scopes that the client may ask for. */
export function programToken(pool: UserPool, client: UserPoolClient): Token {
  const { oauth } = client;
  if (!oauth || "unknown" in oauth)
    return undecided(
      `The scopes of ${client.address} are not known: ${oauth?.unknown ?? "it has none"}`,
      client.address,
    );
  const trigger = pool.preTokenGeneration;
  // Earlier versions change users' tokens only.
  if (trigger?.version === "V3_0") return decidedBy(trigger.functionArn);
  return {
    caller: accessToken(pool, oauth.scopes),
    through: { pool, client, who: `a client with the secret of ${client.address}` },
  };
}

/** Whether a token opens a route. */
export function askWith(route: Route, token: Token): Decision {
  if (token.undecided) return askedFor(route, token.undecided);
  const decision = ask(route, token.caller);
  if (!token.through || decision.outcome !== "allow") return decision;
  const { pool, who } = token.through;
  const reason = `${decision.reason}, and ${who} may ask for it`;
  if (pool.domains) return { ...decision, reason };
  return {
    ...decision,
    outcome: "unknown",
    reason: `${reason}, if ${pool.address} has a domain: there is none in this Terraform`,
    dependsOn: () => [{ address: pool.address, text: "whether it has a domain" }],
  };
}

/** Whether an unknown token opens a route depends on what the route asks for, too. */
function askedFor({ method: { address, authorization, scopes } }: Route, undecided: Decision): Decision {
  const text = JSON.stringify([authorization, scopes]);
  return { ...undecided, dependsOn: () => [...(undecided.dependsOn?.() ?? []), { address, text }] };
}

/** Of a pool that only an issuer names, the account is not known: an authorizer whose ARNs are known does not take it. */
function arnOf({ arns, id }: ForeignPool, { providerArns }: CognitoAuthorizer): string {
  return arns.find((arn) => providerArns.includes(arn)) ?? arns[0] ?? `arn:*:cognito-idp:*:*:userpool/${id}`;
}

/** A pool that the authorizer names by what is not known, and that may be the one asked about. */
function unknownPool(
  { userPools }: ApiModel,
  { providerArns }: CognitoAuthorizer,
  poolArn: string,
): string | undefined {
  const isUnknown = (arn: string) => !arn.startsWith("arn:") && !userPools.some((pool) => pool.arn === arn);
  if (isUnknown(poolArn)) return poolArn;
  return providerArns.includes(poolArn) ? undefined : providerArns.find(isUnknown);
}

/** One for each app client, since `aud` names the client. */
function idTokens(
  poolArn: string,
  pool: UserPool | undefined,
  authorizer: CognitoAuthorizer,
): readonly Token[] {
  const caller = { kind: "token", poolArn, use: "id", scopes: [] } as const;
  const clients = pool?.clients ?? [];
  if (clients.length > 0) return clients.map(({ id }) => ({ caller: { ...caller, audience: id } }));
  if (authorizer.identityValidationExpression === undefined) return [{ caller }];
  return [
    undecided(
      `${authorizer.address} takes app clients that fit ${authorizer.identityValidationExpression}, and the user pool's are not in this Terraform`,
      authorizer.address,
    ),
  ];
}

/** One from signing in by the API, and one from each client that users sign in through at the pool's pages. */
export function accessTokens(
  pool: UserPool,
  groups: readonly UserGroup[],
  evidence: Evidence,
  functions: readonly LambdaFunction[],
): readonly Token[] {
  const granted = scopesByTrigger(pool, groups, evidence, functions);
  if ("undecided" in granted) return [granted];
  const { added, keeps } = granted;
  const bySigningIn: Token = { caller: accessToken(pool, [SIGNED_IN_SCOPE, ...added]) };
  return [bySigningIn, ...pool.clients.flatMap((client) => throughPages(pool, client, added, keeps))];
}

function throughPages(
  pool: UserPool,
  client: UserPoolClient,
  added: readonly string[],
  keeps: (scope: string) => boolean,
): readonly Token[] {
  const { address, oauth } = client;
  if (!oauth) return [];
  if ("unknown" in oauth)
    return [undecided(`The scopes of ${address} are not known: ${oauth.unknown}`, address)];
  if (!oauth.flows.some((flow) => USER_FLOWS.includes(flow))) return [];
  const who = `any user who signs in through ${address}`;
  return [
    { caller: accessToken(pool, [...oauth.scopes.filter(keeps), ...added]), through: { pool, client, who } },
  ];
}

/** What the pool's trigger makes of the scopes of a user's access token: those it adds, and those it keeps. */
export function scopesByTrigger(
  { preTokenGeneration: trigger }: UserPool,
  groups: readonly UserGroup[],
  evidence: Evidence,
  functions: readonly LambdaFunction[],
):
  | { readonly added: readonly string[]; readonly keeps: (scope: string) => boolean }
  | { readonly undecided: Decision } {
  // A V1 trigger changes ID tokens only.
  if (!trigger || trigger.version === "V1_0") return { added: [], keeps: () => true };
  const lambda = functionOf(functions, trigger.functionArn);
  const { RESOURCE_SERVER: server, ROLES: roles } = lambda?.environment ?? {};
  if (!lambda || !server || !roles || !evidence.tokenScopes.includes(lambda.address))
    return decidedBy(lambda?.address ?? trigger.functionArn);
  const known = roles.split(",").map((role) => role.trim());
  return {
    added: groups.flatMap(({ name }) => (known.includes(name) ? [`${server}/${name}`] : [])),
    keeps: (scope) => !scope.startsWith(`${server}/`),
  };
}

function accessToken({ arn }: UserPool, scopes: readonly string[]): Caller {
  return { kind: "token", poolArn: arn, use: "access", scopes };
}

function decidedBy(decider: string): { readonly undecided: Decision } {
  return undecided(`The scopes of access tokens are decided at run time by ${decider}`, decider);
}

function undecided(reason: string, address: string): { readonly undecided: Decision } {
  return { undecided: { outcome: "unknown", reason, source: { address }, dependsOn: () => [{ address }] } };
}
