import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import type { Path, Route, RouteKey } from "../access/model";
import { cacheKeys, isCacheable } from "./api/cache-keys";
import type { Cors } from "./api/cors";
import { type HttpBackend, httpIntegration, isHttpBackend, mappedParameters } from "./api/http-backend";
import type { MethodChecks } from "./api/request-checks";
import { DeclarationError } from "./errors";
import { type InvokedFunction, LambdaFunction } from "./lambda-function";
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
  /** Pages of other origins that may read an HTTP backend's answers; a function says so itself. @default none */
  readonly cors?: Cors;
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
    const known = {
      ...(isHttpBackend(handler) && mappedParameters(handler, path)),
      ...props.checks?.requestParameters,
    };
    const keys = isCacheable(verb, props.declared) ? cacheKeys(path, Object.keys(known), props.cors) : [];
    const parameters = { ...declaredKeys(keys), ...known };
    this.method = new ApiGatewayMethod(this, "method", {
      restApiId: props.api.id,
      resourceId: props.resourceId,
      httpMethod: verb,
      ...lock,
      ...(authorizationScopes && { authorizationScopes: [...authorizationScopes] }),
      ...props.checks,
      ...(Object.keys(parameters).length > 0 && { requestParameters: parameters }),
    });
    checkOrigins(props);
    this.integration = isHttpBackend(handler)
      ? httpIntegration(this, {
          ...props,
          httpMethod: this.method.httpMethod,
          backend: handler,
          cacheKeys: keys,
        })
      : this.lambdaIntegration(props, handler, verb, path, keys);
  }

  private lambdaIntegration(
    props: ApiMethodProps,
    handler: InvokedFunction,
    verb: string,
    path: Path,
    keys: string[],
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
      ...(keys.length > 0 && { cacheKeyParameters: keys }),
    });
  }
}

/** A path's parameter is always there. */
function declaredKeys(keys: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(keys.map((name) => [name, name.startsWith("method.request.path.")]));
}

/**
 * API Gateway changes no answer of a function. One that knows nothing of the origins would answer their pages with
 * refusals that they can read, and successes that they cannot.
 */
function checkOrigins({ cors, handler, route }: ApiMethodProps): void {
  // Of a function that was made elsewhere it is not known what it answers.
  if (!(handler instanceof LambdaFunction)) return;
  const missing = cors?.origins.find((origin) => !handler.origins.includes(origin));
  if (missing === undefined) return;
  throw new DeclarationError(
    "CORS_HANDLER_SILENT",
    `The API answers pages of ${missing}, and the function of "${route}" does not: they could read none of its answers. Expected the API's cors among the function's props.`,
  );
}
