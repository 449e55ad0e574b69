/** A small API with a route behind each lock, whose props a test replaces one by one. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { AccessModel } from "../../access/model";
import { SecuredApi } from "../../constructs/api/secured-api";
import type { SecuredApiProps } from "../../constructs/api/secured-api-props";
import { LiveStage } from "../../constructs/api/stage/live-stage";
import type { LiveStageProps } from "../../constructs/api/stage/live-stage-props";
import { LambdaFunction } from "../../constructs/functions/lambda-function";
import { jwtRoleTable } from "../../constructs/roles/jwt-role-table";
import { functionFolder } from "./terraform";

export const roles = {
  admin: { description: "Administrators", precedence: 1 },
  user: { description: "Customers", precedence: 10 },
};

export const access: AccessModel = {
  roles,
  systems: { warehouse: { description: "The warehouse" }, robot: { description: "A robot" } },
  limits: { rate: 10, burst: 20, daily: 10_000 },
  routes: {
    "GET /pets": { lock: "iam", roles: ["user", "admin"], systems: ["warehouse", "robot"], handler: "app" },
    "POST /pets": { lock: "iam", roles: ["admin"], handler: "app" },
    "GET /products": { lock: "cognito", roles: ["user"], handler: "app" },
    "POST /products": { lock: "cognito", roles: ["admin"], handler: "app" },
    "GET /account": { lock: "cognito", roles: "signed-in", handler: "app" },
    "GET /partner": { lock: "jwt", roles: ["user"], handler: "app" },
    "GET /feed": { lock: "key", because: "Metering only", handler: "app" },
    "GET /health": { lock: "public", because: "Monitors have no credentials", handler: "app" },
  },
};

/** An API whose routes have all locks; `change` replaces single props. */
export function apiProps(change: Partial<SecuredApiProps> = {}): SecuredApiProps {
  return {
    name: "shop",
    stage: "live",
    access,
    handlers: { app: { functionName: "app" } },
    cognito: {
      userPoolArn: "arn:aws:cognito-idp:eu-central-1:111111111111:userpool/eu-central-1_AbCdEf123",
      clientIds: ["4abc"],
      resourceServer: "shop",
    },
    jwtAuthorizer: { functionName: "app" },
    requests: "unchecked",
    answers: "plain",
    ...change,
  };
}

export interface ApiForm {
  readonly api?: Partial<SecuredApiProps>;
  readonly stage?: Partial<LiveStageProps>;
}

/** The API in a stack of its own beside `stack`, which has its stage and the function behind it. */
export function liveApi(
  stack: TerraformStack,
  { api: changed = {}, stage = {} }: ApiForm = {},
  id = "api",
): { readonly api: SecuredApi; readonly live: LiveStage } {
  const routes = new TerraformStack(stack.node.root, `routes-${id}`);
  new AwsProvider(routes, "aws", { region: "eu-central-1" });
  const app = new LambdaFunction(stack, `${id}-app`, {
    name: "app",
    folder: functionFolder("health"),
    // It stands for the authorizer's function as well.
    files: { "roles.json": jwtRoleTable(access) },
    ...(changed.cors && { cors: changed.cors }),
  });
  const api = new SecuredApi(routes, id, apiProps(changed));
  const live = new LiveStage(stack, `${id}-live`, {
    api,
    functions: { app },
    jwtAuthorizer: app,
    protection: { accessLog: "off", executionLog: "off", webAcl: "off" },
    ...stage,
  });
  return { api, live };
}
