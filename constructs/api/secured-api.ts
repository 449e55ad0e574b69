import {
  ApiGatewayRestApi,
  type ApiGatewayRestApiConfig,
} from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import type { Path, Route, RouteKey } from "../../access/model";
import { kept } from "../arguments/lifecycle";
import { CognitoAuthorizers } from "../authorizers/cognito-authorizers";
import { JwtAuthorizer } from "../authorizers/jwt-authorizer";
import type { Cors } from "../cors/cors";
import { Preflight } from "../cors/preflight";
import { partsOfKey, routesIn } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { pathId } from "../declaration/path-id";
import { unknownHandler } from "../declaration/unknown-handler";
import type { HandledRoute } from "../endpoint/served-routes";
import { isServer } from "../functions/handler-schema";
import { FunctionUris, type NamedFunction } from "../functions/named-function";
import { holdToLimits } from "../limits/hold-to-limits";
import { buildLocks, type RestLocks } from "../locks";
import type { LambdaAuthorizer } from "../locks/lock";
import { Admission } from "./admission";
import { GatewayResponses } from "./gateway-responses";
import { isCacheable } from "./methods/cache-keys";
import type { HttpBackend } from "./methods/http-backend";
import { ApiMethod } from "./methods/method";
import { RequestChecks } from "./methods/request-checks";
import { ApiResources } from "./methods/resources";
import { configurationHash, deployedResources, referencesHash } from "./redeployment";
import { type ApiEndpoint, checkApiProps, type SecuredApiProps } from "./secured-api-props";

/** What the stage needs of a route. */
export interface ServedRoute extends HandledRoute {
  /** Whether responses may be cached, since all callers get the same. */
  readonly isCacheable: boolean;
}

/**
 * A REST API in which every method has the lock that its route declares. A `LiveStage` serves it, from a stack that is
 * applied after the API's.
 */
export class SecuredApi extends Construct {
  /** Id of the REST API. */
  readonly id: string;
  /** Name of the REST API. */
  readonly name: string;
  /** `arn:aws:execute-api:REGION:ACCOUNT:ID`, without stage and method. */
  readonly executionArn: string;
  /** Name of the stage that will serve the routes. */
  readonly stageName: string;
  /** The declared routes, and what answers them. */
  readonly routes: readonly ServedRoute[];
  /** Names of the functions behind the routes, by handler. */
  readonly functionNames: Readonly<Record<string, string>>;
  /** The Lambda authorizer; none where no route has the lock `jwt`. */
  readonly lambdaAuthorizer: LambdaAuthorizer | undefined;
  /** Origins whose pages may call the API. Each function must send CORS headers for them. */
  readonly origins: readonly string[];
  /** Whether the API is reached through VPC endpoints only. */
  readonly isPrivate: boolean;
  /** Whether the address that AWS gives is closed. */
  readonly isExecuteApiClosed: boolean;
  /** Changes whenever something changes that goes live only by a deployment. */
  readonly revision: Readonly<Record<"configuration" | "references", string>>;

  constructor(scope: Construct, id: string, props: SecuredApiProps) {
    super(scope, id);
    holdToLimits(this);
    checkApiProps(this, props);
    const api = this.restApi(props);
    const functionUris = new FunctionUris(this, "functions");
    const routes = routesIn(props.access);
    const locks = buildLocks(
      { scope: this, api, authorizers: { CognitoAuthorizers, JwtAuthorizer }, functionUris, props },
      routes,
    );
    this.methods(props, api, locks, functionUris);
    this.refusals(props, api);
    this.admission(props, api);
    this.id = api.id;
    this.name = props.name;
    this.executionArn = api.executionArn;
    this.stageName = props.stage;
    this.routes = routes.map(([key, route]) => ({
      key,
      handler: route.handler,
      isCacheable: isCacheable(key, route),
    }));
    this.functionNames = functionNames(props);
    this.lambdaAuthorizer = locks.lambdaAuthorizer;
    this.origins = props.cors?.origins ?? [];
    this.isPrivate = (props.endpoint ?? "regional") !== "regional";
    this.isExecuteApiClosed = props.executeApiEndpoint === "closed";
    this.revision = this.revisionOf();
  }

  private revisionOf(): SecuredApi["revision"] {
    const parts = () => deployedResources(this);
    return {
      configuration: configurationHash(parts),
      // A local of this stack, so that it has one output for the stage's stack instead of one for each reference.
      references: new TerraformLocal(this, "references", referencesHash(parts)).asString,
    };
  }

  private restApi(props: SecuredApiProps): ApiGatewayRestApi {
    return new ApiGatewayRestApi(this, "rest-api", {
      name: props.name,
      ...endpointConfiguration(props.endpoint ?? "regional"),
      ...(props.executeApiEndpoint === "closed" && { disableExecuteApiEndpoint: true }),
      ...kept(props.protection),
    });
  }

  private methods(
    props: SecuredApiProps,
    api: ApiGatewayRestApi,
    locks: RestLocks,
    functionUris: FunctionUris,
  ): void {
    const routes = routesIn(props.access);
    // Each time that an attribute is read, cdktf makes a token of it: all routes share one.
    const { id, rootResourceId } = api;
    const resources = new ApiResources(
      this,
      "resources",
      { id, rootResourceId },
      routes.map(([key]) => partsOfKey(key)[1]),
    );
    const checks =
      props.requests === "unchecked"
        ? undefined
        : new RequestChecks(
            this,
            "requests",
            { id },
            props.requests,
            routes.map(([key]) => key),
          );
    for (const [key, route] of routes) {
      const [verb, path] = partsOfKey(key);
      const name = `${verb}.${pathId(path)}`;
      new ApiMethod(this, name, {
        api: { id },
        route: key,
        declared: route,
        resourceId: resources.idOf(path),
        lock: locks.of(route),
        handler: handlerOf(props, key, route),
        functionUris,
        ...(checks && { checks: checks.of(key, name) }),
        ...(props.cors && { cors: props.cors }),
      });
    }
    if (props.cors) this.preflights(props.cors, { id }, resources, routes);
  }

  private preflights(
    cors: Cors,
    api: Pick<ApiGatewayRestApi, "id">,
    resources: ApiResources,
    routes: readonly (readonly [RouteKey, Route])[],
  ): void {
    const verbs = new Map<Path, string[]>();
    for (const [verb, path] of routes.map(([key]) => partsOfKey(key)))
      verbs.set(path, [...(verbs.get(path) ?? []), verb]);
    for (const [path, served] of verbs) {
      new Preflight(this, `OPTIONS.${pathId(path)}`, {
        api,
        resourceId: resources.idOf(path),
        verbs: served,
        cors,
      });
    }
  }

  private refusals(props: SecuredApiProps, api: ApiGatewayRestApi): void {
    if (props.answers === "plain") return;
    new GatewayResponses(this, "answers", { api, ...(props.cors && { cors: props.cors }) });
  }

  private admission(props: SecuredApiProps, api: ApiGatewayRestApi): void {
    const { endpoint = "regional" } = props;
    // Without a policy, a private API refuses every caller.
    const rules =
      endpoint === "regional" ? props.admission : { vpcEndpoints: endpoint.privateTo, ...props.admission };
    if (!rules) return;
    new Admission(this, "admission", {
      ...rules,
      api,
      stage: props.stage,
      access: props.access,
      preflight: props.cors !== undefined,
    });
  }
}

function handlerOf(props: SecuredApiProps, key: RouteKey, route: Route): NamedFunction | HttpBackend {
  if (Object.hasOwn(props.handlers, route.handler)) {
    return props.handlers[route.handler] as NamedFunction | HttpBackend;
  }
  throw unknownHandler("HANDLER_UNKNOWN", {
    key,
    handler: route.handler,
    known: Object.keys(props.handlers),
    advice: "A further one is given to the API with its `handlers`",
  });
}

function functionNames(props: SecuredApiProps): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [key, route] of routesIn(props.access)) {
    const handler = handlerOf(props, key, route);
    if (!isServer(handler)) names[route.handler] = handler.functionName;
  }
  return names;
}

/** Never edge-optimized, which is API Gateway's default: it hides the caller's address from WAF. */
function endpointConfiguration(
  endpoint: ApiEndpoint,
): Pick<ApiGatewayRestApiConfig, "endpointConfiguration"> {
  if (endpoint === "regional") return { endpointConfiguration: { types: ["REGIONAL"] } };
  if (endpoint.privateTo.length === 0) {
    throw new DeclarationError(
      "ENDPOINT_UNREACHABLE",
      "A private API was given no VPC endpoint to answer through.",
    );
  }
  return { endpointConfiguration: { types: ["PRIVATE"], vpcEndpointIds: [...endpoint.privateTo] } };
}
