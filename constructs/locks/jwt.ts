import * as v from "valibot";
import type { JwtAuthorizerOptions } from "../authorizers/jwt-authorizer";
import type { SharedAuthorizer } from "../authorizers/shared-authorizer";
import {
  anyText,
  data,
  declaredNames,
  type Entries,
  fields,
  type Holders,
  listOf,
  refWith,
  says,
  served,
  someText,
  whole,
  wordOr,
} from "../declaration";
import type { NamedFunction } from "../functions/named-function";
import { type HttpContext, type HttpLock, type LockKind, lockWithout } from "./lock";
import { checkThirdParty } from "./token-issuer";
import { scopesOf } from "./token-scopes";

export interface JwtLockProps {
  /** The function that verifies third-party JWTs. Needed where a route has the lock `jwt`. */
  readonly jwtAuthorizer?: NamedFunction | SharedAuthorizer;
  /** How it is called. @default by the token, its answers kept for five minutes */
  readonly jwtOptions?: JwtAuthorizerOptions;
}

/** A function that verifies third-party JWTs: the project's, with a role table. It fits every issuer. */
export interface AuthorizedByFunction {
  /** The authorizer function by its name, or one that another account shares, which must take payload format 2.0. */
  readonly function: NamedFunction | SharedAuthorizer;
  /** Seconds that a caller's policy is cached, up to 3600; it covers all of their routes. 0 turns caching off. @default 300 */
  readonly ttl?: number;
}

/**
 * API Gateway's own verification, without a function, of an issuer that puts roles into the scopes of its access tokens. The
 * issuer's OpenID discovery must lead to its keys: RSA, each with a `kid`.
 */
export interface AuthorizedByScopes {
  /** Exactly the tokens' `iss`. Its host must be written out, and be no user pool's. */
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

const shared = fields({
  functionArn: someText,
  through: wordOr("api", fields({ role: someText })),
} satisfies Entries<SharedAuthorizer>);

const named = v.custom<object>(
  (value) => v.is(refWith("functionName"), value),
  says("a function by its functionName or functionArn"),
);

const authorizer = v.lazy((value) =>
  typeof value === "object" && value !== null && "functionArn" in value ? shared : named,
);

const NAMES = ["function", "ttl", "issuer", "audience", "scopePrefix"];
const byFunction = fields(
  { function: authorizer, ttl: v.exactOptional(whole(0, 3_600, "TTL_INVALID")) },
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

const options = {
  ttl: v.exactOptional(v.number()),
  form: v.exactOptional(wordOr("token", fields({ request: listOf(someText, 1) }))),
} satisfies Entries<JwtAuthorizerOptions>;

/** A JWT of a third-party OIDC issuer. */
export const jwt = {
  schema: ({ roles }: Holders) =>
    fields({ lock: v.literal("jwt"), roles: declaredNames("role", roles), ...served }),
  needsAllow: false,
  isSigned: false,
  isCacheable: false,
  rest: {
    props: {
      jwtAuthorizer: v.exactOptional(authorizer),
      jwtOptions: v.exactOptional(data(fields(options))),
    },
    build({ scope, api, authorizers, functionUris, keys, props: { jwtAuthorizer, jwtOptions } }) {
      if (!jwtAuthorizer) throw lockWithout("jwt", keys, "the authorizer's function (`jwtAuthorizer`)");
      const { authorizer: made } = new authorizers.JwtAuthorizer(scope, "jwt", {
        api,
        handler: jwtAuthorizer,
        functionUris,
        ...jwtOptions,
      });
      return {
        method: ({ key }) => ({
          authorization: "CUSTOM",
          authorizerId: made.id,
          apiKeyRequired: key === true,
        }),
        lambdaAuthorizer: { id: made.id, handler: jwtAuthorizer },
      };
    },
    caller: () => ({ id: "context.authorizer.principalId", roles: "context.authorizer.roles" }),
  },
  http: {
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
      return "function" in by ? verifiedByFunction(context, by) : verifiedByScopes(context, by);
    },
  },
} satisfies LockKind<"jwt", JwtLockProps, HttpJwtLockProps>;

function verifiedByFunction(
  { api, authorizers, functionUris, scope }: HttpContext<HttpJwtLockProps>,
  { function: handler, ttl = 300 }: AuthorizedByFunction,
): HttpLock<"jwt"> {
  const { id } = authorizers.lambda(scope, "jwt", { api, handler, functionUris, ttl });
  return {
    route: () => ({ authorizationType: "CUSTOM", authorizerId: id }),
    caller: () => ({ id: "$context.authorizer.principalId", roles: "$context.authorizer.roles" }),
    lambdaAuthorizer: { id, handler },
  };
}

function verifiedByScopes(
  { api, authorizers, scope }: HttpContext<HttpJwtLockProps>,
  { audience, issuer, scopePrefix = "" }: AuthorizedByScopes,
): HttpLock<"jwt"> {
  checkThirdParty(issuer);
  const { id } = authorizers.jwt(scope, "jwt", { api, issuer, audience });
  return {
    route: ({ roles }) => ({
      authorizationType: "JWT",
      authorizerId: id,
      authorizationScopes: scopesOf("jwt", roles, scopePrefix),
    }),
    // Another issuer's token need not have a sub. The server has the token itself.
    caller: () => ({}),
  };
}
