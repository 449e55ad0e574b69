import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import * as v from "valibot";
import { OUTLIVES_METHODS } from "../../arguments/lifecycle";
import { checkRoleTable } from "../../authorizers/role-table-file";
import { anyText, fields, listOf, refWith, someText, whole } from "../../declaration";
import { DeclarationError } from "../../declaration/errors";
import type { NamedFunction } from "../../functions/named-function";
import { lockWithout } from "../../locks/lock";
import type { BuiltHttpLock, HttpLockContext, HttpLockKind } from "./lock";

/** A function that verifies third-party JWTs: the project's, with a role table. It fits every issuer. */
export interface AuthorizedByFunction {
  /** The authorizer function, by its names and ARNs. */
  readonly function: NamedFunction;
  /** Seconds that a caller's policy is cached, up to 3600; it covers all of their routes. 0 turns caching off. @default 300 */
  readonly ttl?: number;
}

/**
 * API Gateway's own verification, without a function, of an issuer that puts roles into the scopes of its access tokens. The
 * issuer's OpenID discovery must lead to its keys: RSA, each with a `kid`.
 */
export interface AuthorizedByScopes {
  /** Exactly the tokens' `iss`. */
  readonly issuer: string;
  /** Accepted audiences, each the token's `aud`, or its `client_id` where it has no `aud`. */
  readonly audience: readonly string[];
  /** What stands before a role's name in its scope. @default nothing: the scope is the name */
  readonly scopePrefix?: string;
}

export interface HttpJwtLockProps {
  /** Who verifies third-party JWTs. Needed where a route has the lock `jwt`. */
  readonly jwt?: AuthorizedByFunction | AuthorizedByScopes;
}

const NAMES = ["function", "ttl", "issuer", "audience", "scopePrefix"];
const byFunction = fields(
  { function: refWith("functionName"), ttl: v.exactOptional(whole(0, 3_600, "TTL_INVALID")) },
  NAMES,
);
const byScopes = fields(
  {
    issuer: someText,
    audience: listOf(someText, 1, "AUDIENCE_MISSING"),
    scopePrefix: v.exactOptional(anyText),
  },
  NAMES,
);

/** A JWT of a third-party OIDC issuer. */
export const jwt = {
  props: {
    jwt: v.exactOptional(
      v.lazy((value) =>
        typeof value === "object" && value !== null && "function" in value ? byFunction : byScopes,
      ),
    ),
  },
  build(context) {
    const { jwt: by } = context.props;
    if (!by) throw lockWithout("jwt", context.keys, "who verifies its tokens (`jwt`)");
    return "function" in by ? lambdaAuthorizer(context, by) : jwtAuthorizer(context, by);
  },
} satisfies HttpLockKind<"jwt", HttpJwtLockProps>;

/** Its answer is a policy over all of the caller's routes: a simple verdict would be kept for the other routes too. */
function lambdaAuthorizer(
  { api, functionUris, scope }: HttpLockContext<HttpJwtLockProps>,
  { function: handler, ttl = 300 }: AuthorizedByFunction,
): BuiltHttpLock<"jwt"> {
  checkRoleTable('lock "jwt"', handler);
  const authorizer = new Apigatewayv2Authorizer(scope, "jwt", {
    apiId: api.id,
    name: "jwt",
    authorizerType: "REQUEST",
    authorizerUri: functionUris.of(handler),
    authorizerPayloadFormatVersion: "2.0",
    enableSimpleResponses: false,
    identitySources: ["$request.header.Authorization"],
    authorizerResultTtlInSeconds: ttl,
    lifecycle: OUTLIVES_METHODS,
  });
  return {
    route: () => ({ authorizationType: "CUSTOM", authorizerId: authorizer.id }),
    caller: () => ({ id: "$context.authorizer.principalId", roles: "$context.authorizer.roles" }),
    lambdaAuthorizer: { id: authorizer.id, handler },
  };
}

function jwtAuthorizer(
  { api, scope }: HttpLockContext<HttpJwtLockProps>,
  { audience, issuer, scopePrefix = "" }: AuthorizedByScopes,
): BuiltHttpLock<"jwt"> {
  checkIssuer(issuer);
  const authorizer = new Apigatewayv2Authorizer(scope, "jwt", {
    apiId: api.id,
    name: "jwt",
    authorizerType: "JWT",
    identitySources: ["$request.header.Authorization"],
    jwtConfiguration: { issuer, audience: [...audience] },
    lifecycle: OUTLIVES_METHODS,
  });
  return {
    route: ({ roles }) => ({
      authorizationType: "JWT",
      authorizerId: authorizer.id,
      authorizationScopes: roles.map((role) => scopePrefix + role).sort(),
    }),
    // Another issuer's token need not have a sub. The server has the token itself.
    caller: () => ({}),
  };
}

/**
 * Handlers take the claims of a user pool's token for a user of this API's pool. A pool has either of two issuers:
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IssuerConfigurationType.html
 */
function checkIssuer(issuer: string): void {
  if (issuer.includes("${")) return;
  if (/^https:\/\/(?:issuer-)?cognito-idp\./.test(issuer)) {
    throw new DeclarationError(
      "ISSUER_INVALID",
      `The lock "jwt" has the issuer ${issuer}, a user pool: handlers would take its users for those of the API's own. ` +
        "Use the lock \"cognito\" for the API's own pool, or an authorizer's function (`jwt.function`) for another one.",
    );
  }
  if (!/^https:\/\/[^\s?#]+$/.test(issuer)) {
    throw new DeclarationError(
      "ISSUER_INVALID",
      `The lock "jwt" has the issuer ${issuer}; expected https://, as in the tokens' iss.`,
    );
  }
}
