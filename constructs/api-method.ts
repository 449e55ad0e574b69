import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import type { Path, Route, RouteKey } from "../access/model";
import { type HttpBackend, httpIntegration, isHttpBackend, mappedParameters } from "./api/http-backend";
import type { MethodChecks } from "./api/request-checks";
import type { InvokedFunction } from "./lambda-function";
import { arnPath } from "./path-pattern";

/** How a method is locked, in API Gateway's words. */
export interface MethodLock {
  readonly authorization: "NONE" | "AWS_IAM" | "CUSTOM" | "COGNITO_USER_POOLS";
  readonly authorizerId?: string;
  /** Any one of them opens the method. */
  readonly authorizationScopes?: readonly string[];
  readonly apiKeyRequired: boolean;
}

export interface ApiMethodProps {
  readonly api: ApiGatewayRestApi;
  readonly stage: string;
  readonly route: RouteKey;
  readonly declared: Route;
  readonly resourceId: string;
  readonly lock: MethodLock;
  readonly handler: InvokedFunction | HttpBackend;
  /** @default requests are not looked at */
  readonly checks?: MethodChecks;
  /** Headers of each answer that API Gateway writes for the handler; a function writes its own. */
  readonly answerHeaders: Readonly<Record<string, string>>;
}

/** One route: the locked method, what stands behind it, and API Gateway's permission to invoke just that. */
export class ApiMethod extends Construct {
  readonly method: ApiGatewayMethod;
  readonly integration: ApiGatewayIntegration;

  constructor(scope: Construct, id: string, props: ApiMethodProps) {
    super(scope, id);
    const [verb, path] = props.route.split(" ") as [string, Path];
    const { authorizationScopes, ...lock } = props.lock;
    const { handler } = props;
    const parameters = {
      ...(isHttpBackend(handler) && mappedParameters(handler, path)),
      ...props.checks?.requestParameters,
    };
    this.method = new ApiGatewayMethod(this, "method", {
      restApiId: props.api.id,
      resourceId: props.resourceId,
      httpMethod: verb,
      ...lock,
      ...(authorizationScopes && { authorizationScopes: [...authorizationScopes] }),
      ...props.checks,
      ...(Object.keys(parameters).length > 0 && { requestParameters: parameters }),
    });
    this.integration = isHttpBackend(handler)
      ? httpIntegration(this, {
          ...props,
          httpMethod: this.method.httpMethod,
          backend: handler,
          headers: props.answerHeaders,
        })
      : this.lambdaIntegration(props, handler, verb, path);
  }

  private lambdaIntegration(
    props: ApiMethodProps,
    handler: InvokedFunction,
    verb: string,
    path: Path,
  ): ApiGatewayIntegration {
    new LambdaPermission(this, "may-invoke", {
      statementId: `Invoke${this.node.id.replace(/[^A-Za-z0-9]/g, "_")}`,
      action: "lambda:InvokeFunction",
      functionName: handler.functionName,
      principal: "apigateway.amazonaws.com",
      sourceArn: `${props.api.executionArn}/${props.stage}/${verb}/${arnPath(path)}`,
    });
    return new ApiGatewayIntegration(this, "integration", {
      restApiId: props.api.id,
      resourceId: props.resourceId,
      httpMethod: this.method.httpMethod,
      type: "AWS_PROXY",
      // Lambda is invoked by POST, whatever the method's own verb.
      integrationHttpMethod: "POST",
      uri: handler.invokeArn,
    });
  }
}
