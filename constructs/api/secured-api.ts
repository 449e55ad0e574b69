import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import type { AccessModel, Path, Route, RouteKey } from "../../access/model";
import { kept, type Protection } from "../arguments/lifecycle";
import { checkCors } from "../cors/check-cors";
import type { Cors } from "../cors/cors";
import { Preflight } from "../cors/preflight";
import { checkDeclaration, routesIn } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { FunctionUris, type NamedFunction } from "../functions/named-function";
import { holdToLimits } from "../limits/hold-to-limits";
import { Admission, type AdmissionRules } from "./admission";
import { checkApiProps } from "./api-props";
import { isSharedAuthorizer } from "./authorizers/jwt-authorizer";
import type { SharedAuthorizer } from "./authorizers/shared-authorizer";
import { type ApiEndpoint, endpointConfiguration } from "./endpoint";
import { GatewayResponses } from "./gateway-responses";
import { buildLocks, type LockProps } from "./locks/locks";
import { isCacheable } from "./methods/cache-keys";
import { type HttpBackend, isHttpBackend } from "./methods/http-backend";
import { ApiMethod, type MethodLock } from "./methods/method";
import { RequestChecks, type RequestShapes } from "./methods/request-checks";
import { ApiResources, pathId } from "./methods/resources";
import { configurationHash, deployedResources, referencesHash } from "./redeployment";
import { unknownHandler } from "./unknown-handler";

export interface SecuredApiProps extends LockProps {
  readonly name: string;
  /** Name of the stage that will serve the routes. */
  readonly stage: string;
  /** Who may call what. Every route becomes a method behind its lock; there is no other way to add one. */
  readonly access: AccessModel;
  /** What stands behind the routes, by the routes' `handler`: a function by its name, or an HTTP backend. */
  readonly handlers: Readonly<Record<string, NamedFunction | HttpBackend>>;
  /** What requests must carry, by route; `"unchecked"` leaves all of it to the handlers. */
  readonly requests: RequestShapes | "unchecked";
  /** Headers on API Gateway's own answers; `"plain"` leaves them as they are. */
  readonly answers: "hardened" | "plain";
  /** Pages of other origins that may call the API. Its functions take the same prop, and answer for themselves. @default none */
  readonly cors?: Cors;
  /** @default "regional" */
  readonly endpoint?: ApiEndpoint;
  /** From where the API may be reached at all. @default from everywhere; a private API from its endpoints */
  readonly admission?: AdmissionRules;
  /** `"closed"` where the API has a domain of its own: the API's address would bypass it. @default "open" */
  readonly executeApiEndpoint?: "open" | "closed";
  /** Whether Terraform refuses to delete the API: its address cannot be made again. @default "on" */
  readonly protection?: Protection;
}

/** A route as the stage needs to know it. */
export interface ServedRoute {
  readonly key: RouteKey;
  readonly handler: string;
  /** Whether its answers may be kept, being the same for everybody. */
  readonly isCacheable: boolean;
}

/**
 * A REST API in which every method carries the lock that its route declares. Callers reach it through a `LiveStage`,
 * in a stack that is applied after this one's.
 */
export class SecuredApi extends Construct {
  readonly id: string;
  readonly name: string;
  readonly executionArn: string;
  readonly stageName: string;
  readonly routes: readonly ServedRoute[];
  /** Names of the functions behind the routes, by handler. */
  readonly functionNames: Readonly<Record<string, string>>;
  /** Name of the function behind the lock `jwt`; none where no route has it, or another account shares the function. */
  readonly jwtFunctionName: string | undefined;
  readonly jwtAuthorizerId: string | undefined;
  /** The function of another account behind the lock `jwt`. */
  readonly sharedAuthorizer: SharedAuthorizer | undefined;
  /** Origins whose pages may call it: each function must answer them. */
  readonly origins: readonly string[];
  readonly isPrivate: boolean;
  readonly isExecuteApiClosed: boolean;
  /** Changes with all that goes live only by a deployment. */
  readonly revision: Readonly<Record<"configuration" | "references", string>>;

  constructor(scope: Construct, id: string, props: SecuredApiProps) {
    super(scope, id);
    holdToLimits(this);
    checkApiProps(this, props);
    checkDeclaration(props.access);
    checkProps(props);
    const api = this.restApi(props);
    const functionUris = new FunctionUris(this, "functions");
    const locks = buildLocks(this, api, props.access, props, functionUris);
    this.methods(props, api, locks.of, functionUris);
    this.refusals(props, api);
    this.admission(props, api);
    this.id = api.id;
    this.name = props.name;
    this.executionArn = api.executionArn;
    this.stageName = props.stage;
    this.routes = routesIn(props.access).map(([key, route]) => ({
      key,
      handler: route.handler,
      isCacheable: isCacheable(verbOf(key), route),
    }));
    this.functionNames = functionNames(props);
    this.jwtAuthorizerId = locks.jwtAuthorizerId;
    const verifier = locks.jwtAuthorizerId === undefined ? undefined : props.jwtAuthorizer;
    this.sharedAuthorizer = verifier && isSharedAuthorizer(verifier) ? verifier : undefined;
    this.jwtFunctionName = verifier && !isSharedAuthorizer(verifier) ? verifier.functionName : undefined;
    this.origins = props.cors?.origins ?? [];
    this.isPrivate = (props.endpoint ?? "regional") !== "regional";
    this.isExecuteApiClosed = props.executeApiEndpoint === "closed";
    this.revision = this.revisionOf();
  }

  private revisionOf(): SecuredApi["revision"] {
    const parts = () => deployedResources(this);
    return {
      configuration: configurationHash(parts),
      // A value of this stack, so that one output crosses to the stage's instead of one for each reference.
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
    lockOf: (route: Route) => MethodLock,
    functionUris: FunctionUris,
  ): void {
    const routes = routesIn(props.access);
    const resources = new ApiResources(
      this,
      "resources",
      api,
      routes.map(([key]) => pathOf(key)),
    );
    const checks =
      props.requests === "unchecked"
        ? undefined
        : new RequestChecks(
            this,
            "requests",
            api,
            props.requests,
            routes.map(([key]) => key),
          );
    for (const [key, route] of routes) {
      const name = `${verbOf(key)}.${pathId(pathOf(key))}`;
      new ApiMethod(this, name, {
        api,
        route: key,
        declared: route,
        resourceId: resources.idOf(pathOf(key)),
        lock: lockOf(route),
        handler: handlerOf(props, key, route),
        functionUris,
        ...(checks && { checks: checks.of(key, name) }),
        ...(props.cors && { cors: props.cors }),
      });
    }
    if (props.cors) this.preflights(props.cors, api, resources, routes);
  }

  private preflights(
    cors: Cors,
    api: ApiGatewayRestApi,
    resources: ApiResources,
    routes: readonly (readonly [RouteKey, Route])[],
  ): void {
    const verbs = new Map<Path, string[]>();
    for (const [key] of routes) verbs.set(pathOf(key), [...(verbs.get(pathOf(key)) ?? []), verbOf(key)]);
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
    // Without a policy, a private API refuses everybody.
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

function pathOf(key: RouteKey): Path {
  return key.slice(key.indexOf(" ") + 1) as Path;
}

function verbOf(key: RouteKey): string {
  return key.slice(0, key.indexOf(" "));
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
    if (!isHttpBackend(handler)) names[route.handler] = handler.functionName;
  }
  return names;
}

function checkProps({ cors, answers, endpoint = "regional", admission, access }: SecuredApiProps): void {
  if (cors) checkCors(cors);
  if (cors && answers === "plain") {
    throw new DeclarationError(
      "CORS_WITHOUT_ANSWERS",
      `The API has CORS and plain answers: a page could not read why it was refused. Set answers to "hardened".`,
    );
  }
  const options = routesIn(access).find(([key]) => cors && key.startsWith("OPTIONS "));
  if (options) {
    throw new DeclarationError(
      "CORS_OPTIONS_DECLARED",
      `"${options[0]}" is declared, and CORS answers OPTIONS itself.`,
    );
  }
  if (endpoint === "regional" && admission?.vpcEndpoints) {
    throw new DeclarationError(
      "ADMISSION_UNREACHABLE",
      "The API is regional and admits VPC endpoints only: no call comes through one. Make the endpoint private.",
    );
  }
  if (endpoint !== "regional" && admission?.ipRanges) {
    throw new DeclarationError(
      "ENDPOINT_CLASH",
      "The API is private and has public address ranges; a private API is reached through its VPC endpoints alone.",
    );
  }
}
