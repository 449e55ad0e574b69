import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import type { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { type ITerraformDependable, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Route, RouteKey } from "../../access/model";
import { kept } from "../arguments/lifecycle";
import { httpAuthorizers } from "../authorizers/http-authorizers";
import { isSharedAuthorizer } from "../authorizers/shared-authorizer";
import { servedCors } from "../cors/cors";
import { partsOfKey, routesIn } from "../declaration";
import { pathId } from "../declaration/path-id";
import { unknownHandler } from "../declaration/unknown-handler";
import { InvokePermissions, mayAuthorize } from "../endpoint/invoke-permissions";
import type { HandledRoute } from "../endpoint/served-routes";
import { isServer } from "../functions/handler-schema";
import { FunctionUris } from "../functions/named-function";
import { holdToLimits } from "../limits/hold-to-limits";
import { buildHttpLocks, type HttpLocks } from "../locks";
import { checkHttpApiProps, type HttpApiProps } from "./http-api-props";
import { HttpDomain } from "./http-domain";
import { httpStage } from "./http-stage";
import { functionIntegration, type HttpHandler, serverIntegration } from "./integrations";
import { unmetered } from "./unavailable";

/**
 * An HTTP API in which every route has the lock that it declares, with the stage `$default` that serves it.
 *
 * The stage serves each change as soon as Terraform makes it, so a removed route is gone at once, and one stack has all. A
 * route is created after its authorizer and after API Gateway may invoke its function, and destroyed before them.
 */
export class HttpApi extends Construct {
  /** Id of the API. */
  readonly id: string;
  /** Name of the API. */
  readonly name: string;
  /** `arn:aws:execute-api:REGION:ACCOUNT:ID`, without stage and route. */
  readonly executionArn: string;
  /** Name of the stage. */
  readonly stageName = "$default";
  /** The address without a path: the custom domain's, or that of AWS. */
  readonly url: string;
  /** The declared routes, and what answers them. */
  readonly routes: readonly HandledRoute[];
  /** Routes that declare an API key, which an HTTP API does not ask for. */
  readonly unmetered: readonly string[];

  /**
   * @throws DeclarationError `LOCK_UNAVAILABLE`, `LOCK_UNCONFIGURED`, `METERING_UNAVAILABLE`, `HTTP_API_LACKS`,
   *   `HANDLER_UNKNOWN`, and those of `checkProps`, the declaration and its parts
   */
  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    holdToLimits(this);
    checkHttpApiProps(this, props);
    this.unmetered = unmetered(`HttpApi "${id}"`, props.access, props.metering);
    this.warn();
    const api = this.api(props);
    const declared = routesIn(props.access);
    this.id = api.id;
    this.name = props.name;
    this.executionArn = api.executionArn;
    this.routes = declared.map(([key, { handler }]) => ({ key, handler }));
    const functionUris = new FunctionUris(this, "functions");
    const locks = buildHttpLocks(
      { scope: this, api, authorizers: httpAuthorizers, functionUris, props },
      declared,
    );
    const routes = this.lockedRoutes(props, locks, functionUris);
    const stage = httpStage(this, api.id, props, { keys: declared.map(([key]) => key), after: routes });
    this.url = props.domain
      ? new HttpDomain(this, "domain", { ...props.domain, apiId: api.id, stageId: stage.id }).url
      : api.apiEndpoint;
  }

  private api({ access, cors, domain, name, protection }: HttpApiProps): Apigatewayv2Api {
    const verbs = [...new Set(routesIn(access).map(([key]) => partsOfKey(key)[0]))].sort();
    return new Apigatewayv2Api(this, "http-api", {
      name,
      protocolType: "HTTP",
      disableExecuteApiEndpoint: domain !== undefined,
      ...(cors && { corsConfiguration: servedCors(cors, verbs) }),
      ...kept(protection),
    });
  }

  private lockedRoutes(
    props: HttpApiProps,
    locks: HttpLocks,
    functionUris: FunctionUris,
  ): Apigatewayv2Route[] {
    const authorize = this.authorize(locks);
    const functions = new Map<string, Called>();
    const calledBy = (key: RouteKey, declared: Route): Called => {
      const handler = handlerOf(props, key, declared);
      const common = { apiId: this.id, timeoutMilliseconds: props.timeout ?? 30_000 };
      if (isServer(handler))
        return {
          id: serverIntegration(
            this,
            { key, lock: declared.lock, caller: locks.of(declared).caller },
            { ...common, server: handler },
          ).id,
          after: [],
        };
      const known = functions.get(declared.handler);
      if (known) return known;
      const { permissions } = new InvokePermissions(this, `invoke-${declared.handler}`, {
        api: this,
        handler: declared.handler,
        function: handler,
      });
      const integration = functionIntegration(this, declared.handler, {
        ...common,
        called: handler,
        functionUris,
      });
      const made = { id: integration.id, after: permissions };
      functions.set(declared.handler, made);
      return made;
    };
    return routesIn(props.access).map(([key, declared]) => {
      const [verb, path] = partsOfKey(key);
      const { authorizationScopes, ...lock } = locks.of(declared).arguments;
      const { id, after } = calledBy(key, declared);
      return new Apigatewayv2Route(this, `${verb}.${pathId(path)}`, {
        apiId: this.id,
        routeKey: key,
        target: `integrations/${id}`,
        ...lock,
        ...(authorizationScopes && { authorizationScopes: [...authorizationScopes] }),
        dependsOn: [...after, ...(authorize && lock.authorizationType === "CUSTOM" ? [authorize] : [])],
      });
    });
  }

  /** For a function of another account, the other account gives the permission (`AuthorizerSharing`). */
  private authorize({ lambdaAuthorizer }: HttpLocks): LambdaPermission | undefined {
    if (!lambdaAuthorizer || isSharedAuthorizer(lambdaAuthorizer.handler)) return undefined;
    const { executionArn } = this;
    return mayAuthorize(this, "authorize", { executionArn, lambdaAuthorizer }, lambdaAuthorizer.handler);
  }

  private warn(): void {
    if (this.unmetered.length === 0) return;
    TerraformStack.of(this).node.addValidation({
      validate: () => {
        process.stderr.write(
          `warning: the HTTP API "${this.name}" asks for no API key, so these routes are not metered: ${this.unmetered.join(", ")}\n`,
        );
        return [];
      },
    });
  }
}

interface Called {
  /** Id of the integration. */
  readonly id: string;
  /** What must exist before a route calls it. */
  readonly after: readonly ITerraformDependable[];
}

function handlerOf(props: HttpApiProps, key: RouteKey, { handler }: Route): HttpHandler {
  if (Object.hasOwn(props.handlers, handler)) return props.handlers[handler] as HttpHandler;
  throw unknownHandler("HANDLER_UNKNOWN", {
    key,
    handler,
    known: Object.keys(props.handlers),
    advice: "A further one is given to the API with its `handlers`",
  });
}
