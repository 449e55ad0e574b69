import type { ApiGatewayAuthorizer } from "@cdktf/provider-aws/lib/api-gateway-authorizer";
import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { AccessModel, Path, Route, RouteKey } from "../access/model";
import { CognitoAuthorizers, JwtAuthorizer } from "./api-authorizers";
import { ApiMethod, type MethodLock } from "./api-method";
import { ApiResources, pathId } from "./api-resources";
import { checkDeclaration, routesIn } from "./declaration";
import { DeclarationError } from "./errors";
import type { LambdaFunction } from "./lambda-function";
import { redeploymentTriggers } from "./redeployment";

export interface SecuredApiProps {
  readonly name: string;
  readonly stage: string;
  /** Who may call what. Every route becomes a method behind its lock; there is no other way to add one. */
  readonly access: AccessModel;
  /** The functions behind the routes, by the routes' `handler`. */
  readonly handlers: Readonly<Record<string, LambdaFunction>>;
  /** Needed where a route has the lock `cognito`. */
  readonly cognito?: {
    readonly userPoolArn: string;
    /** The app clients whose ID tokens are taken. */
    readonly clientIds: readonly string[];
    /** Identifier of the resource server whose scopes stand for roles. */
    readonly resourceServer: string;
  };
  /** The function that verifies third-party JWTs. Needed where a route has the lock `jwt`. */
  readonly jwtAuthorizer?: LambdaFunction;
}

/** A REST API in which every method carries the lock that its route declares. */
export class SecuredApi extends Construct {
  readonly id: string;
  readonly executionArn: string;
  readonly stageName: string;
  /** `https://ID.execute-api.REGION.amazonaws.com/STAGE` */
  readonly url: string;

  constructor(scope: Construct, id: string, props: SecuredApiProps) {
    super(scope, id);
    checkDeclaration(props.access);
    const api = this.restApi(props);
    const lockOf = this.locks(props, api);
    const methods = this.methods(props, api, lockOf);
    const deployment = this.deployment(api, methods);
    const stage = this.stage(props, api, deployment);
    this.id = api.id;
    this.executionArn = api.executionArn;
    this.stageName = stage.stageName;
    this.url = stage.invokeUrl;
  }

  private restApi(props: SecuredApiProps): ApiGatewayRestApi {
    return new ApiGatewayRestApi(this, "rest-api", {
      name: props.name,
      // Edge-optimized is the service's default; a regional endpoint keeps the caller's address for WAF.
      endpointConfiguration: { types: ["REGIONAL"] },
    });
  }

  private locks(props: SecuredApiProps, api: ApiGatewayRestApi): (key: RouteKey, route: Route) => MethodLock {
    const uses = (lock: Route["lock"]) => routesIn(props.access).some(([, route]) => route.lock === lock);
    const { cognito, jwtAuthorizer } = props;
    if (uses("cognito") && !cognito) throw lockWithout("cognito", "the user pool (`cognito`)");
    if (uses("jwt") && !jwtAuthorizer)
      throw lockWithout("jwt", "the authorizer's function (`jwtAuthorizer`)");
    const pools =
      uses("cognito") && cognito ? new CognitoAuthorizers(this, "cognito", { api, ...cognito }) : undefined;
    const jwt =
      uses("jwt") && jwtAuthorizer
        ? new JwtAuthorizer(this, "jwt", { api, handler: jwtAuthorizer })
        : undefined;

    return (_key, route) => {
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
      }
    };
  }

  private methods(
    props: SecuredApiProps,
    api: ApiGatewayRestApi,
    lockOf: (key: RouteKey, route: Route) => MethodLock,
  ): ApiMethod[] {
    const routes = routesIn(props.access);
    const pathOf = (key: RouteKey) => key.slice(key.indexOf(" ") + 1) as Path;
    const resources = new ApiResources(
      this,
      "resources",
      api,
      routes.map(([key]) => pathOf(key)),
    );
    return routes.map(([key, route]) => {
      const handler = props.handlers[route.handler];
      if (!handler) {
        const known = Object.keys(props.handlers).join(", ");
        throw new DeclarationError(
          "HANDLER_UNKNOWN",
          `Route "${key}" names the handler "${route.handler}"; there are ${known}.`,
        );
      }
      const [verb = ""] = key.split(" ");
      return new ApiMethod(this, `${verb}.${pathId(pathOf(key))}`, {
        api,
        stage: props.stage,
        route: key,
        resourceId: resources.idOf(pathOf(key)),
        lock: lockOf(key, route),
        handler,
      });
    });
  }

  private deployment(api: ApiGatewayRestApi, methods: readonly ApiMethod[]): ApiGatewayDeployment {
    return new ApiGatewayDeployment(this, "deployment", {
      restApiId: api.id,
      triggers: redeploymentTriggers(() => this.deployed()),
      // What is not created yet would be missing from the snapshot that a deployment is.
      dependsOn: methods.flatMap((method) => [method.method, method.integration]),
      // The stage must move to the new deployment before the old one can go.
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** Everything in the API that goes live only with a deployment. */
  private deployed(): TerraformResource[] {
    const types = ["rest_api", "resource", "method", "integration", "authorizer"].map(
      (part) => `aws_api_gateway_${part}`,
    );
    return this.node
      .findAll()
      .filter((node): node is TerraformResource =>
        types.includes((node as TerraformResource).terraformResourceType),
      );
  }

  private stage(
    props: SecuredApiProps,
    api: ApiGatewayRestApi,
    deployment: ApiGatewayDeployment,
  ): ApiGatewayStage {
    const stage = new ApiGatewayStage(this, "stage", {
      restApiId: api.id,
      deploymentId: deployment.id,
      stageName: props.stage,
      xrayTracingEnabled: true,
    });
    new ApiGatewayMethodSettings(this, "settings", {
      restApiId: api.id,
      stageName: stage.stageName,
      methodPath: "*/*",
      // Usage plans count only calls with a key: this holds for all the others.
      settings: { metricsEnabled: true, throttlingRateLimit: 100, throttlingBurstLimit: 200 },
    });
    return stage;
  }
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
    authorizationScopes: roles.map((role) => `${resourceServer}/${role}`),
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
