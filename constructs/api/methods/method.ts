import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Construct } from "constructs";
import * as v from "valibot";
import type { Route, RouteKey } from "../../../access/model";
import type { Cors } from "../../cors/cors";
import {
  checkProps,
  type Entries,
  fields,
  listOf,
  oneOf,
  opaque,
  partsOfKey,
  refWith,
  someText,
  yesOrNo,
} from "../../declaration";
import { isServer } from "../../functions/handler-schema";
import type { FunctionUris, NamedFunction } from "../../functions/named-function";
import type { MethodLock } from "../../locks/lock";
import { cacheKeys, isCacheable } from "./cache-keys";
import { type HttpBackend, httpIntegration, mappedParameters } from "./http-backend";
import type { MethodChecks } from "./request-checks";

export interface ApiMethodProps {
  readonly api: Pick<ApiGatewayRestApi, "id">;
  readonly route: RouteKey;
  readonly declared: Route;
  readonly resourceId: string;
  readonly lock: MethodLock;
  readonly handler: NamedFunction | HttpBackend;
  readonly functionUris: FunctionUris;
  /** @default requests are not validated */
  readonly checks?: MethodChecks;
  /** Origins whose pages may read the responses of an HTTP backend. Functions send these headers themselves. @default none */
  readonly cors?: Cors;
}

const PROPS = {
  api: refWith("id"),
  route: someText,
  declared: opaque,
  resourceId: someText,
  lock: fields({
    authorization: oneOf(["NONE", "AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS"]),
    authorizerId: v.exactOptional(someText),
    authorizationScopes: v.exactOptional(listOf(someText, 1)),
    apiKeyRequired: yesOrNo,
  } satisfies Entries<MethodLock>),
  handler: opaque,
  functionUris: opaque,
  checks: v.exactOptional(opaque),
  cors: v.exactOptional(opaque),
} satisfies Entries<ApiMethodProps>;

/** One route: the method with its lock, and the integration behind it. */
export class ApiMethod extends Construct {
  readonly method: ApiGatewayMethod;
  readonly integration: ApiGatewayIntegration;

  constructor(scope: Construct, id: string, props: ApiMethodProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const [verb, path] = partsOfKey(props.route);
    const { authorizationScopes, ...lock } = props.lock;
    const { handler } = props;
    const known = {
      ...(isServer(handler) && mappedParameters(handler, path)),
      ...props.checks?.requestParameters,
    };
    const keys = isCacheable(props.route, props.declared)
      ? cacheKeys(path, Object.keys(known), props.cors)
      : [];
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
    this.integration = isServer(handler)
      ? httpIntegration(this, {
          ...props,
          httpMethod: this.method.httpMethod,
          backend: handler,
          cacheKeys: keys,
        })
      : this.lambdaIntegration(props, handler, keys);
  }

  private lambdaIntegration(
    props: ApiMethodProps,
    handler: NamedFunction,
    keys: string[],
  ): ApiGatewayIntegration {
    return new ApiGatewayIntegration(this, "integration", {
      restApiId: props.api.id,
      resourceId: props.resourceId,
      httpMethod: this.method.httpMethod,
      type: "AWS_PROXY",
      // Lambda is invoked by POST, whatever the verb of the method.
      integrationHttpMethod: "POST",
      uri: props.functionUris.of(handler),
      ...(keys.length > 0 && { cacheKeyParameters: keys }),
    });
  }
}

/** Cache keys as parameters of the method. Path parameters are always present. */
function declaredKeys(keys: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(keys.map((name) => [name, name.startsWith("method.request.path.")]));
}
