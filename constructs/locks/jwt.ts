import * as v from "valibot";
import type { JwtAuthorizerOptions } from "../authorizers/jwt-authorizer";
import type { SharedAuthorizer } from "../authorizers/shared-authorizer";
import {
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
  wordOr,
} from "../declaration";
import type { NamedFunction } from "../functions/named-function";
import { type LockKind, lockWithout } from "./lock";

export interface JwtLockProps {
  /** The function that verifies third-party JWTs. Needed where a route has the lock `jwt`. */
  readonly jwtAuthorizer?: NamedFunction | SharedAuthorizer;
  /** How it is called. @default by the token, its answers kept for five minutes */
  readonly jwtOptions?: JwtAuthorizerOptions;
}

const shared = fields({
  functionArn: someText,
  through: wordOr("api", fields({ role: someText })),
} satisfies Entries<SharedAuthorizer>);

const named = v.custom<object>(
  (value) => v.is(refWith("functionName"), value),
  says("a function by its functionName or functionArn"),
);

const options = {
  ttl: v.exactOptional(v.number()),
  form: v.exactOptional(wordOr("token", fields({ request: listOf(someText, 1) }))),
} satisfies Entries<JwtAuthorizerOptions>;

/** `CUSTOM`: a JWT of a third-party OIDC issuer, verified by a Lambda authorizer. */
export const jwt = {
  schema: ({ roles }: Holders) =>
    fields({ lock: v.literal("jwt"), roles: declaredNames("role", roles), ...served }),
  props: {
    jwtAuthorizer: v.exactOptional(
      v.lazy((value) =>
        typeof value === "object" && value !== null && "functionArn" in value ? shared : named,
      ),
    ),
    jwtOptions: v.exactOptional(data(fields(options))),
  },
  build({ scope, api, authorizers, functionUris, keys, props: { jwtAuthorizer, jwtOptions } }) {
    if (!jwtAuthorizer) throw lockWithout("jwt", keys, "the authorizer's function (`jwtAuthorizer`)");
    const { authorizer } = new authorizers.JwtAuthorizer(scope, "jwt", {
      api,
      handler: jwtAuthorizer,
      functionUris,
      ...jwtOptions,
    });
    return {
      method: ({ key }) => ({
        authorization: "CUSTOM",
        authorizerId: authorizer.id,
        apiKeyRequired: key === true,
      }),
      lambdaAuthorizer: { id: authorizer.id, handler: jwtAuthorizer },
    };
  },
  needsAllow: false,
  isSigned: false,
  isCacheable: false,
  caller: () => ({ id: "context.authorizer.principalId", roles: "context.authorizer.roles" }),
} satisfies LockKind<"jwt", JwtLockProps>;
