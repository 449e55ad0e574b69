import * as v from "valibot";
import type { RouteKey } from "../../access/model";
import { clientIdsSchema } from "../authorizers/client-ids";
import {
  declaredNames,
  type Entries,
  fields,
  fieldsAmong,
  type Holders,
  listOf,
  says,
  served,
  someText,
} from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { type LockKind, lockWithout } from "./lock";
import { checkUserPool } from "./token-issuer";
import { scopesOf } from "./token-scopes";

export interface CognitoLockProps {
  /** Needed where a route has the lock `cognito`. */
  readonly cognito?: {
    readonly userPoolArn: string;
    /** Pools whose access tokens are accepted as well. @default none */
    readonly furtherUserPoolArns?: readonly string[];
    /** The app clients whose ID tokens are accepted. */
    readonly clientIds: readonly string[];
    /** Identifier of the resource server whose scopes stand for roles. */
    readonly resourceServer: string;
  };
}

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

const cognitoEntries = {
  userPoolArn: someText,
  furtherUserPoolArns: v.exactOptional(listOf(someText)),
  clientIds: clientIdsSchema,
  resourceServer: someText,
} satisfies Entries<NonNullable<CognitoLockProps["cognito"]>>;

const httpEntries = {
  issuer: someText,
  clientIds: clientIdsSchema,
  resourceServer: someText,
} satisfies Entries<NonNullable<HttpCognitoLockProps["cognito"]>>;

/**
 * A token of the user pool. A route for roles takes the access token and requires one of the roles' scopes; a route for
 * every signed-in user has no scope, and takes the ID token. A JWT authorizer of an HTTP API takes access tokens there, too:
 * the handlers' wrapper refuses them (functions/handler/caller.ts).
 */
export const cognito = {
  schema({ roles }: Holders) {
    const word = v.literal("signed-in", says('"signed-in", or a list of roles', ["signed-in"]));
    const list = declaredNames("role", roles);
    return fields({
      lock: v.literal("cognito"),
      roles: v.lazy((value) => (typeof value === "string" ? word : list)),
      ...served,
    });
  },
  needsAllow: true,
  isSigned: false,
  isCacheable: false,
  rest: {
    // Another stack may say more about its pool.
    props: { cognito: v.exactOptional(fieldsAmong(cognitoEntries)) },
    build({ scope, api, authorizers, keys, props }) {
      if (!props.cognito) throw lockWithout("cognito", keys, "the user pool (`cognito`)");
      const { userPoolArn, furtherUserPoolArns, clientIds, resourceServer } = props.cognito;
      const { accessTokens, idTokens } = new authorizers.CognitoAuthorizers(scope, "cognito", {
        ...{ api, userPoolArn, clientIds },
        ...(furtherUserPoolArns && { furtherUserPoolArns }),
      });
      return {
        method: ({ key, roles }) => ({
          authorization: "COGNITO_USER_POOLS",
          ...(roles === "signed-in"
            ? { authorizerId: idTokens.id }
            : {
                authorizerId: accessTokens.id,
                authorizationScopes: scopesOf("cognito", roles, `${resourceServer}/`),
              }),
          apiKeyRequired: key === true,
        }),
      };
    },
    caller: ({ roles }) => ({
      id: "context.authorizer.claims.sub",
      ...(roles !== "signed-in" && { roles: "context.authorizer.claims.scope" }),
    }),
  },
  http: {
    props: { cognito: v.exactOptional(fieldsAmong(httpEntries)) },
    build({ scope, api, authorizers, keys, props }) {
      if (!props.cognito) throw lockWithout("cognito", keys, "the user pool (`cognito`)");
      const { issuer, clientIds, resourceServer } = props.cognito;
      checkOnePool(props.cognito, keys);
      checkUserPool(issuer);
      const { id } = authorizers.jwt(scope, "cognito", { api, issuer, audience: clientIds });
      return {
        route: ({ roles }) => ({
          authorizationType: "JWT",
          authorizerId: id,
          ...(roles !== "signed-in" && {
            authorizationScopes: scopesOf("cognito", roles, `${resourceServer}/`),
          }),
        }),
        caller: ({ roles }) => ({
          id: "$context.authorizer.claims.sub",
          ...(roles !== "signed-in" && { roles: "$context.authorizer.claims.scope" }),
        }),
      };
    },
  },
} satisfies LockKind<"cognito", CognitoLockProps, HttpCognitoLockProps>;

/** @throws DeclarationError `HTTP_API_LACKS` */
function checkOnePool(pool: object, [route]: readonly RouteKey[]): void {
  const { furtherUserPoolArns: further = [] } = pool as NonNullable<CognitoLockProps["cognito"]>;
  if (further.length === 0) return;
  throw new DeclarationError(
    "HTTP_API_LACKS",
    `"${route}" is to take tokens of further user pools (furtherUserPoolArns); an authorizer of an HTTP API has one issuer. ` +
      "Serve it by a REST API (SecuredApi), or leave them out.",
  );
}
