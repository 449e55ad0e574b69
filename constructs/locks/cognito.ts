import * as v from "valibot";
import { clientIdsSchema } from "../authorizers/client-ids";
import {
  declaredNames,
  type Entries,
  fields,
  type Holders,
  listOf,
  says,
  served,
  someText,
} from "../declaration";
import { type LockKind, lockWithout } from "./lock";

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

const cognitoEntries = {
  userPoolArn: someText,
  furtherUserPoolArns: v.exactOptional(listOf(someText)),
  clientIds: clientIdsSchema,
  resourceServer: someText,
} satisfies Entries<NonNullable<CognitoLockProps["cognito"]>>;

/**
 * `COGNITO_USER_POOLS`: a token of the user pool. A route for roles takes the access token and requires one of the
 * roles' scopes; a route for every signed-in user has no scope, and so takes the ID token.
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
  // Another stack may say more about its pool.
  props: { cognito: v.exactOptional(v.looseObject(cognitoEntries)) },
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
              // A set in Terraform as at AWS: sorted, so that the order of the declaration changes nothing.
              authorizationScopes: roles.map((role) => `${resourceServer}/${role}`).sort(),
            }),
        apiKeyRequired: key === true,
      }),
    };
  },
  needsAllow: true,
  isSigned: false,
  isCacheable: false,
  caller: ({ roles }) => ({
    id: "context.authorizer.claims.sub",
    ...(roles !== "signed-in" && { roles: "context.authorizer.claims.scope" }),
  }),
} satisfies LockKind<"cognito", CognitoLockProps>;
