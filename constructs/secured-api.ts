import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Construct } from "constructs";
import type { AccessModel, Path, Route, RouteKey } from "../access/model";
import { Admission, type AdmissionRules } from "./api/admission";
import { checkApiProps } from "./api/api-props";
import { isCacheable } from "./api/cache-keys";
import { checkCors } from "./api/check-cors";
import type { Cors } from "./api/cors";
import { CustomDomain, type CustomDomainProps } from "./api/custom-domain";
import { deploy } from "./api/deployment";
import { type ApiEndpoint, endpointConfiguration } from "./api/endpoint";
import { GatewayResponses } from "./api/gateway-responses";
import type { HttpBackend } from "./api/http-backend";
import { buildLocks, type LockProps } from "./api/locks";
import { Preflight } from "./api/preflight";
import { RequestChecks, type RequestShapes } from "./api/request-checks";
import { buildStage, type StageProtection } from "./api/stage";
import { ApiMethod, type MethodLock } from "./api-method";
import { ApiResources, pathId } from "./api-resources";
import { checkDeclaration, routesIn } from "./declaration";
import { DeclarationError } from "./errors";
import type { InvokedFunction } from "./lambda-function";
import { holdToLimits } from "./limits/hold-to-limits";

export interface SecuredApiProps extends LockProps {
  readonly name: string;
  readonly stage: string;
  /** Who may call what. Every route becomes a method behind its lock; there is no other way to add one. */
  readonly access: AccessModel;
  /** What stands behind the routes, by the routes' `handler`. */
  readonly handlers: Readonly<Record<string, InvokedFunction | HttpBackend>>;
  /** What stands around the stage: logs, firewall, limits. */
  readonly protection: StageProtection;
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
  /** A name of its own; the API's own address is closed with it. @default none */
  readonly domain?: Omit<CustomDomainProps, "restApiId" | "stageName">;
}

/** A REST API in which every method carries the lock that its route declares. */
export class SecuredApi extends Construct {
  readonly id: string;
  readonly name: string;
  readonly executionArn: string;
  readonly stageName: string;
  /** `https://ID.execute-api.REGION.amazonaws.com/STAGE`, or the custom domain's address */
  readonly url: string;

  constructor(scope: Construct, id: string, props: SecuredApiProps) {
    super(scope, id);
    holdToLimits(this);
    checkDeclaration(props.access);
    checkApiProps(this, props);
    checkProps(props);
    const api = this.restApi(props);
    const lockOf = buildLocks(this, api, props.access, props);
    this.methods(props, api, lockOf);
    this.refusals(props, api);
    this.admission(props, api);
    const deployments = deploy(this, api, props.protection.canary);
    const stage = buildStage(this, {
      ...props.protection,
      api,
      name: props.stage,
      deployment: deployments.stable,
      ...(deployments.canary && { canaryDeployment: deployments.canary }),
      routes: routesIn(props.access).map(([key]) => key),
      cacheable: routesIn(props.access)
        .filter(([key, route]) => isCacheable(verbOf(key), route))
        .map(([key]) => key),
    });
    this.id = api.id;
    this.name = props.name;
    this.executionArn = api.executionArn;
    this.stageName = stage.stageName;
    this.url = this.domain(props) ?? stage.invokeUrl;
  }

  private restApi(props: SecuredApiProps): ApiGatewayRestApi {
    return new ApiGatewayRestApi(this, "rest-api", {
      name: props.name,
      ...endpointConfiguration(props.endpoint ?? "regional"),
      ...(props.domain && { disableExecuteApiEndpoint: true }),
    });
  }

  private methods(
    props: SecuredApiProps,
    api: ApiGatewayRestApi,
    lockOf: (route: Route) => MethodLock,
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
        stage: props.stage,
        route: key,
        declared: route,
        resourceId: resources.idOf(pathOf(key)),
        lock: lockOf(route),
        handler: handlerOf(props, key, route),
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

  private domain(props: SecuredApiProps): string | undefined {
    if (!props.domain) return undefined;
    return new CustomDomain(this, "domain", {
      ...props.domain,
      restApiId: this.id,
      stageName: this.stageName,
    }).url;
  }
}

function pathOf(key: RouteKey): Path {
  return key.slice(key.indexOf(" ") + 1) as Path;
}

function verbOf(key: RouteKey): string {
  return key.slice(0, key.indexOf(" "));
}

function handlerOf(props: SecuredApiProps, key: RouteKey, route: Route): InvokedFunction | HttpBackend {
  if (Object.hasOwn(props.handlers, route.handler)) {
    return props.handlers[route.handler] as InvokedFunction | HttpBackend;
  }
  const known = Object.keys(props.handlers).join(", ");
  throw new DeclarationError(
    "HANDLER_UNKNOWN",
    `Route "${key}" names the handler "${route.handler}"; there are ${known}.`,
  );
}

function checkProps({
  cors,
  answers,
  endpoint = "regional",
  admission,
  domain,
  access,
}: SecuredApiProps): void {
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
  if (endpoint !== "regional" && (domain || admission?.ipRanges)) {
    throw new DeclarationError(
      "ENDPOINT_CLASH",
      "The API is private and has a public domain or public address ranges; a private API is reached through its VPC endpoints alone.",
    );
  }
}
