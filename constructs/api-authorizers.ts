import { ApiGatewayAuthorizer } from "@cdktf/provider-aws/lib/api-gateway-authorizer";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import type { LambdaFunction } from "./lambda-function";

export interface CognitoAuthorizersProps {
  readonly api: ApiGatewayRestApi;
  readonly userPoolArn: string;
  /** The app clients whose ID tokens are taken. */
  readonly clientIds: readonly string[];
}

/**
 * Two authorizers over one user pool, since the two tokens are checked differently: an ID token carries its
 * client in `aud`, which is matched here; an access token has no `aud` and is held by the method's scopes.
 */
export class CognitoAuthorizers extends Construct {
  readonly idTokens: ApiGatewayAuthorizer;
  readonly accessTokens: ApiGatewayAuthorizer;

  constructor(scope: Construct, id: string, props: CognitoAuthorizersProps) {
    super(scope, id);
    const common = {
      restApiId: props.api.id,
      type: "COGNITO_USER_POOLS",
      providerArns: [props.userPoolArn],
      identitySource: "method.request.header.Authorization",
    };
    this.idTokens = new ApiGatewayAuthorizer(this, "id-tokens", {
      ...common,
      name: "id-tokens",
      identityValidationExpression: `^(${props.clientIds.join("|")})$`,
    });
    this.accessTokens = new ApiGatewayAuthorizer(this, "access-tokens", { ...common, name: "access-tokens" });
  }
}

export interface JwtAuthorizerProps {
  readonly api: ApiGatewayRestApi;
  readonly handler: LambdaFunction;
  /** Seconds that a caller's policy is kept; it covers all of their methods. 0 is off. @default 300 */
  readonly ttl?: number;
}

/** A Lambda authorizer that verifies the bearer JWT of a third-party OIDC issuer. */
export class JwtAuthorizer extends Construct {
  readonly authorizer: ApiGatewayAuthorizer;

  constructor(scope: Construct, id: string, props: JwtAuthorizerProps) {
    super(scope, id);
    this.authorizer = new ApiGatewayAuthorizer(this, "authorizer", {
      restApiId: props.api.id,
      name: "jwt",
      type: "TOKEN",
      authorizerUri: props.handler.invokeArn,
      identitySource: "method.request.header.Authorization",
      // What is no JWT is refused before the function is invoked, and paid for.
      identityValidationExpression: "^[Bb]earer [A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$",
      authorizerResultTtlInSeconds: props.ttl ?? 300,
    });
    new LambdaPermission(this, "may-invoke", {
      statementId: "Authorizer",
      action: "lambda:InvokeFunction",
      functionName: props.handler.functionName,
      principal: "apigateway.amazonaws.com",
      sourceArn: `${props.api.executionArn}/authorizers/${this.authorizer.id}`,
    });
  }
}
