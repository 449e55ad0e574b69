import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import * as v from "valibot";
import { OUTLIVES_METHODS } from "../../arguments/lifecycle";
import { clientIdsSchema } from "../../authorizers/client-ids";
import { type Entries, someText } from "../../declaration";
import { lockWithout } from "../../locks/lock";
import type { HttpLockKind } from "./lock";

export interface HttpCognitoLockProps {
  /** Needed where a route has the lock `cognito`. */
  readonly cognito?: {
    /** Issuer of the pool's tokens: `https://cognito-idp.REGION.amazonaws.com/POOL`. */
    readonly issuer: string;
    /**
     * The app clients of people, whose tokens are accepted. No client of a program may be among them: a JWT authorizer takes
     * access tokens on routes for signed-in users, too.
     */
    readonly clientIds: readonly string[];
    /** Identifier of the resource server whose scopes stand for roles. */
    readonly resourceServer: string;
  };
}

const entries = {
  issuer: someText,
  clientIds: clientIdsSchema,
  resourceServer: someText,
} satisfies Entries<NonNullable<HttpCognitoLockProps["cognito"]>>;

/**
 * A JWT authorizer over the user pool. A route for roles requires one of the roles' scopes, which only access tokens have. A
 * route for every signed-in user has no scope and so takes access tokens beside ID tokens: the handlers' wrapper refuses the
 * access tokens (functions/handler/caller.ts).
 */
export const cognito = {
  // Another stack may say more about its pool.
  props: { cognito: v.exactOptional(v.looseObject(entries)) },
  build({ scope, api, keys, props }) {
    if (!props.cognito) throw lockWithout("cognito", keys, "the user pool (`cognito`)");
    const { issuer, clientIds, resourceServer } = props.cognito;
    const authorizer = new Apigatewayv2Authorizer(scope, "cognito", {
      apiId: api.id,
      name: "cognito",
      authorizerType: "JWT",
      identitySources: ["$request.header.Authorization"],
      jwtConfiguration: { issuer, audience: [...clientIds] },
      lifecycle: OUTLIVES_METHODS,
    });
    return {
      route: ({ roles }) => ({
        authorizationType: "JWT",
        authorizerId: authorizer.id,
        ...(roles !== "signed-in" && {
          authorizationScopes: roles.map((role) => `${resourceServer}/${role}`).sort(),
        }),
      }),
      caller: ({ roles }) => ({
        id: "$context.authorizer.claims.sub",
        ...(roles !== "signed-in" && { roles: "$context.authorizer.claims.scope" }),
      }),
    };
  },
} satisfies HttpLockKind<"cognito", HttpCognitoLockProps>;
