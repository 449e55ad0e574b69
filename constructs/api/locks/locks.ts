import type { ApiGatewayAuthorizer } from "@cdktf/provider-aws/lib/api-gateway-authorizer";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import type { Construct } from "constructs";
import type { AccessModel, Route } from "../../../access/model";
import { routesIn, shown } from "../../declaration";
import { DeclarationError } from "../../declaration/errors";
import type { FunctionUris, NamedFunction } from "../../functions/named-function";
import { CognitoAuthorizers, JwtAuthorizer, type JwtAuthorizerOptions } from "../authorizers/jwt-authorizer";
import type { SharedAuthorizer } from "../authorizers/shared-authorizer";
import type { MethodLock } from "../methods/method";

export interface LockProps {
  /** Needed where a route has the lock `cognito`. */
  readonly cognito?: {
    readonly userPoolArn: string;
    /** Pools whose access tokens are taken as well. @default none */
    readonly furtherUserPoolArns?: readonly string[];
    /** The app clients whose ID tokens are taken. */
    readonly clientIds: readonly string[];
    /** Identifier of the resource server whose scopes stand for roles. */
    readonly resourceServer: string;
  };
  /** The function that verifies third-party JWTs. Needed where a route has the lock `jwt`. */
  readonly jwtAuthorizer?: NamedFunction | SharedAuthorizer;
  /** How it is called. @default by the token, its answers kept for five minutes */
  readonly jwtOptions?: JwtAuthorizerOptions;
}

export interface Locks {
  readonly of: (route: Route) => MethodLock;
  /** Id of the Lambda authorizer, where a route has the lock `jwt`. */
  readonly jwtAuthorizerId?: string;
}

/** Builds the authorizers that the declared locks need, and says how each route is locked. */
export function buildLocks(
  scope: Construct,
  api: ApiGatewayRestApi,
  access: AccessModel,
  props: LockProps,
  functionUris: FunctionUris,
): Locks {
  const uses = (lock: Route["lock"]) => routesIn(access).some(([, route]) => route.lock === lock);
  const { cognito, jwtAuthorizer } = props;
  if (uses("cognito") && !cognito) throw lockWithout("cognito", "the user pool (`cognito`)");
  if (uses("jwt") && !jwtAuthorizer) throw lockWithout("jwt", "the authorizer's function (`jwtAuthorizer`)");
  const pools = uses("cognito") && cognito ? cognitoAuthorizers(scope, api, cognito) : undefined;
  const jwt =
    uses("jwt") && jwtAuthorizer
      ? new JwtAuthorizer(scope, "jwt", { api, handler: jwtAuthorizer, functionUris, ...props.jwtOptions })
      : undefined;

  const lockOf = (route: Route): MethodLock => {
    const apiKeyRequired = route.lock === "key" || route.key === true;
    switch (route.lock) {
      case "iam":
        return { authorization: "AWS_IAM", apiKeyRequired };
      case "cognito":
        return { ...cognitoLock(route.roles, cognito?.resourceServer, pools), apiKeyRequired };
      case "jwt":
        return { authorization: "CUSTOM", ...idOf(jwt?.authorizer), apiKeyRequired };
      case "key":
      case "public":
        return { authorization: "NONE", apiKeyRequired };
      default:
        throw new DeclarationError("LOCK_UNKNOWN", `A lock is ${shown(route satisfies never)}.`);
    }
  };
  return { of: lockOf, ...(jwt && { jwtAuthorizerId: jwt.authorizer.id }) };
}

/** Another stack may say more of its pool: the authorizers get what is theirs. */
function cognitoAuthorizers(
  scope: Construct,
  api: ApiGatewayRestApi,
  { userPoolArn, furtherUserPoolArns, clientIds }: NonNullable<LockProps["cognito"]>,
): CognitoAuthorizers {
  return new CognitoAuthorizers(scope, "cognito", {
    ...{ api, userPoolArn, clientIds },
    ...(furtherUserPoolArns && { furtherUserPoolArns }),
  });
}

function cognitoLock(
  roles: readonly string[] | "signed-in",
  resourceServer: string | undefined,
  pools: CognitoAuthorizers | undefined,
): Omit<MethodLock, "apiKeyRequired"> {
  if (roles === "signed-in") return { authorization: "COGNITO_USER_POOLS", ...idOf(pools?.idTokens) };
  return {
    authorization: "COGNITO_USER_POOLS",
    ...idOf(pools?.accessTokens),
    // A set, in Terraform as at AWS.
    authorizationScopes: roles.map((role) => `${resourceServer}/${role}`).sort(),
  };
}

function idOf(authorizer: ApiGatewayAuthorizer | undefined): { authorizerId?: string } {
  return authorizer ? { authorizerId: authorizer.id } : {};
}

function lockWithout(lock: string, missing: string): DeclarationError {
  return new DeclarationError(
    "LOCK_UNCONFIGURED",
    `A route has the lock "${lock}", and the API was not given ${missing}.`,
  );
}
