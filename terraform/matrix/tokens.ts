import type { Caller } from "../decide";
import type { Decision } from "../decision";
import type { ApiMethod, ApiModel, CognitoAuthorizer, LambdaFunction, UserPool } from "../model";
import type { Evidence } from "./evidence";
import type { Person } from "./identity-pool-roles";

/** Tokens that somebody can get and show, or why it is not known which ones. */
export type Tokens = readonly (Caller | { readonly kind: "undecided"; readonly decision: Decision })[];

/** In every access token that comes from signing in, but for those of an OAuth flow. */
const SIGNED_IN_SCOPE = "aws.cognito.signin.user.admin";

/**
 * The tokens that a person can show to a Cognito authorizer, as the method wants them: an ID token where it has no
 * scopes, an access token where it has.
 */
export function tokensFor(
  model: ApiModel,
  { authorizer, method }: { readonly authorizer: CognitoAuthorizer; readonly method: ApiMethod },
  { group, pool }: Person,
  evidence: Evidence,
): Tokens {
  const poolArns = pool ? [pool.arn] : authorizer.providerArns;
  return poolArns.flatMap((poolArn) => {
    const at = model.userPools.find(({ arn }) => arn === poolArn);
    if (method.scopes.length === 0) return idTokens(poolArn, at, authorizer);
    return [accessToken(poolArn, at, group?.name, evidence, model.functions)];
  });
}

/** One for each app client, since `aud` names the client. */
function idTokens(poolArn: string, pool: UserPool | undefined, authorizer: CognitoAuthorizer): Tokens {
  const token = { kind: "token", poolArn, use: "id", scopes: [] } as const;
  const clients = pool?.clients ?? [];
  if (clients.length > 0) return clients.map(({ id }) => ({ ...token, audience: id }));
  if (authorizer.identityValidationExpression === undefined) return [token];
  return [
    undecided(
      `${authorizer.address} takes app clients that fit ${authorizer.identityValidationExpression}, and the user pool's are not in this Terraform`,
      authorizer.address,
    ),
  ];
}

function accessToken(
  poolArn: string,
  pool: UserPool | undefined,
  group: string | undefined,
  evidence: Evidence,
  functions: readonly LambdaFunction[],
): Tokens[number] {
  const token = { kind: "token", poolArn, use: "access", scopes: [SIGNED_IN_SCOPE] } as const;
  if (!pool)
    return undecided(
      `The user pool ${poolArn}, which decides about scopes, is not in this Terraform`,
      poolArn,
    );
  const trigger = pool.preTokenGeneration;
  // A V1 trigger changes ID tokens only.
  if (!trigger || trigger.version === "V1_0") return token;
  const lambda = functions.find(({ arn }) => arn === trigger.functionArn);
  if (lambda && evidence.tokenScopes.includes(lambda.address)) {
    const { RESOURCE_SERVER: server, ROLES: roles } = lambda.environment;
    if (server && roles) {
      const known = roles.split(",").map((role) => role.trim());
      const own = group !== undefined && known.includes(group) ? [`${server}/${group}`] : [];
      return { ...token, scopes: [SIGNED_IN_SCOPE, ...own] };
    }
  }
  const decider = lambda?.address ?? trigger.functionArn;
  return undecided(`The scopes of access tokens are decided at run time by ${decider}`, decider);
}

function undecided(reason: string, address: string): Tokens[number] {
  return { kind: "undecided", decision: { outcome: "unknown", reason, source: { address } } };
}
