import { type TerraformResource, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { checkRoleTable } from "../../authorizers/role-table-file";
import { AuthorizerRole, isSharedAuthorizer } from "../../authorizers/shared-authorizer";
import { checkProps } from "../../declaration";
import { DeclarationError } from "../../declaration/errors";
import { unknownHandler } from "../../declaration/unknown-handler";
import { InvokePermissions, mayAuthorize } from "../../endpoint/invoke-permissions";
import { LambdaFunction } from "../../functions/lambda-function";
import type { NamedFunction } from "../../functions/named-function";
import { holdToLimits } from "../../limits/hold-to-limits";
import type { SecuredApi } from "../secured-api";
import { CustomDomain } from "./custom-domain";
import { deploy } from "./deployment";
import { type LiveStageProps, liveStageEntries } from "./live-stage-props";
import { buildStage } from "./stage";

/**
 * A deployment of the routes, the stage that serves it, and API Gateway's permissions to invoke the functions.
 *
 * It belongs to another stack than the routes, which is applied after theirs. A deployment must be created before the old
 * one is destroyed, and Terraform extends that order to everything that the deployment depends on: in one stack, a removed
 * method would be destroyed only after the new deployment had included it, and would stay live. See docs/decisions/0010.
 */
export class LiveStage extends Construct {
  /** Name of the stage: the first part of the API's paths at the address that AWS gives. */
  readonly stageName: string;
  /** `https://ID.execute-api.REGION.amazonaws.com/STAGE`, or the custom domain's address */
  readonly url: string;

  /** @throws DeclarationError `STAGE_WITH_ROUTES`, `FUNCTION_MISSING`, `FUNCTION_MISMATCH`, `ROLE_TABLE_MISSING`, `CORS_HANDLER_SILENT`, `ENDPOINT_CLASH`, `ENDPOINT_OPEN`, and those of `checkProps` and its parts */
  constructor(scope: Construct, id: string, props: LiveStageProps) {
    super(scope, id);
    holdToLimits(this);
    checkProps(this, props, liveStageEntries);
    check(this, props);
    const { api } = props;
    const awaited = this.permissions(props);
    const deployments = deploy(this, api, props.protection.canary);
    const stage = buildStage(this, {
      ...props.protection,
      api,
      deployment: deployments.stable,
      ...(deployments.canary && { canaryDeployment: deployments.canary }),
      // The stage serves a new deployment after the functions that it calls exist, and before those that it no longer calls go.
      waitsFor: awaited,
    });
    this.stageName = stage.stageName;
    this.url = this.domain(props) ?? stage.invokeUrl;
  }

  private permissions({ api, functions, jwtAuthorizer }: LiveStageProps): TerraformResource[] {
    const awaited: TerraformResource[] = [];
    for (const [handler, served] of Object.entries(functions)) {
      if (!api.routes.some((route) => route.handler === handler)) continue;
      const { permissions } = new InvokePermissions(this, `invoke-${handler}`, {
        api,
        handler,
        function: served,
      });
      if (served.awaited !== false) awaited.push(...permissions);
    }
    const authorizer = api.lambdaAuthorizer?.handler;
    if (authorizer && isSharedAuthorizer(authorizer)) {
      const { functionArn, through } = authorizer;
      if (through !== "api")
        awaited.push(new AuthorizerRole(this, "call-authorizer", { name: through.role, functionArn }).policy);
    } else if (authorizer && jwtAuthorizer) {
      awaited.push(mayAuthorize(this, "authorize", api, jwtAuthorizer));
    }
    return awaited.sort((one, other) => (one.node.path < other.node.path ? -1 : 1));
  }

  private domain({ domain, api }: LiveStageProps): string | undefined {
    if (!domain) return undefined;
    return new CustomDomain(this, "domain", { ...domain, restApiId: api.id, stageName: this.stageName }).url;
  }
}

function check(scope: Construct, { api, functions, jwtAuthorizer, domain }: LiveStageProps): void {
  if (TerraformStack.of(scope) === TerraformStack.of(api)) {
    throw new DeclarationError(
      "STAGE_WITH_ROUTES",
      `The stage of the API at "${api.node.path}" is in the same stack: a route that is removed would stay live. Expected the stage in a stack that is applied after the routes'.`,
    );
  }
  for (const [handler, name] of Object.entries(api.functionNames)) {
    const served = Object.hasOwn(functions, handler) ? functions[handler] : undefined;
    if (!served) throw withoutFunction(api, handler, functions);
    checkFunction(`handler "${handler}"`, name, served);
    checkOrigins(api, handler, served);
  }
  const authorizer = api.lambdaAuthorizer?.handler;
  if (authorizer && !isSharedAuthorizer(authorizer)) {
    checkFunction('lock "jwt"', authorizer.functionName, jwtAuthorizer);
    if (jwtAuthorizer) checkRoleTable('lock "jwt"', jwtAuthorizer);
  }
  if (domain && api.isPrivate) {
    throw new DeclarationError(
      "ENDPOINT_CLASH",
      "The API is private and has a public domain; a private API is reached through its VPC endpoints alone.",
    );
  }
  if (domain && !api.isExecuteApiClosed) {
    throw new DeclarationError(
      "ENDPOINT_OPEN",
      `The API has the domain "${domain.name}", and its own address stays open beside it: expected executeApiEndpoint "closed" on the API.`,
    );
  }
}

/**
 * API Gateway does not change the responses of a function. Without the origins, a function's responses would lack the CORS
 * headers that API Gateway's refusals have. The responses of a function that is created elsewhere are not known.
 */
function checkOrigins(api: SecuredApi, handler: string, served: NamedFunction | undefined): void {
  if (!(served instanceof LambdaFunction)) return;
  const missing = api.origins.find((origin) => !served.origins.includes(origin));
  if (missing === undefined) return;
  throw new DeclarationError(
    "CORS_HANDLER_SILENT",
    `The API answers pages of ${missing}, and the function of its handler "${handler}" does not: they could read none of its answers. Expected the API's cors among the function's props.`,
  );
}

function withoutFunction(api: SecuredApi, handler: string, functions: LiveStageProps["functions"]) {
  return unknownHandler("FUNCTION_MISSING", {
    key: api.routes.find((route) => route.handler === handler)?.key ?? "",
    handler,
    known: Object.keys(functions),
    advice: "A new function is added in functions/ and given to the stage, as in stacks/api-stack.ts",
  });
}

function checkFunction(user: string, name: string, served: NamedFunction | undefined): void {
  if (!served) {
    throw new DeclarationError(
      "FUNCTION_MISSING",
      `The API calls the function "${name}" for its ${user}; the stage was not given it.`,
    );
  }
  if (!(served instanceof LambdaFunction) || served.name === name) return;
  throw new DeclarationError(
    "FUNCTION_MISMATCH",
    `The API calls the function "${name}" for its ${user}; the stage was given "${served.name}".`,
  );
}
