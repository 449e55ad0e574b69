import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type App, TerraformResource, TerraformStack } from "cdktf";
import type { Lock, Route, RouteKey } from "../../access/model";
import { SecuredApi } from "../../constructs/api/secured-api";
import { LiveStage } from "../../constructs/api/stage/live-stage";
import { httpApi } from "./http-api/small-http-api";
import { access, apiProps } from "./small-api";
import { appInMemory, synthesized } from "./terraform";

/** What one more route costs, in counts: they grow with the time of a synth, a plan and an apply, on any machine. */

const LOCKS: Readonly<Record<Lock, Route>> = {
  iam: { lock: "iam", roles: ["user"], systems: ["robot"], handler: "app" },
  cognito: { lock: "cognito", roles: ["user"], handler: "app" },
  jwt: { lock: "jwt", roles: ["user"], handler: "app" },
  key: { lock: "key", because: "Metering only", handler: "app" },
  public: { lock: "public", because: "Monitors have no credentials", handler: "app" },
};

type Build = (app: App, routes: Readonly<Record<RouteKey, Route>>) => void;

const app = { functionName: "app" };

const rest: Build = (root, routes) => {
  const api = new SecuredApi(stackIn(root, "routes"), "api", apiProps({ access: { ...access, routes } }));
  new LiveStage(stackIn(root, "live"), "live", {
    api,
    functions: { app },
    jwtAuthorizer: app,
    protection: { accessLog: "off", executionLog: "off", webAcl: "off" },
  });
};

const http: Build = (root, routes) => {
  httpApi(stackIn(root, "api"), { access: { ...access, routes }, metering: "off" });
};

function stackIn(root: App, id: string): TerraformStack {
  const stack = new TerraformStack(root, id);
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  return stack;
}

/** Of an app with so many routes, each with a path of its own. */
function counts(build: Build, route: Route, routes: number): Record<string, number> {
  const root = appInMemory();
  const keys = Array.from({ length: routes }, (_, at): RouteKey => `GET /path-${at}`);
  build(root, Object.fromEntries(keys.map((key) => [key, route])));
  const made = jest.spyOn(TerraformResource.prototype, "toTerraform");
  const stacks = Object.values(synthesized(root));
  const found: Record<string, number> = {
    constructs: root.node.findAll().length,
    made: made.mock.calls.length,
  };
  made.mockRestore();
  for (const { resource } of stacks)
    for (const [type, named] of Object.entries(resource ?? {})) found[type] = Object.keys(named).length;
  return found;
}

/** What each of ten further routes adds. */
function added(build: Build, route: Route): Record<string, number> {
  const [few, many] = [counts(build, route, 10), counts(build, route, 20)];
  const each = Object.keys(many).map((what) => [what, ((many[what] ?? 0) - (few[what] ?? 0)) / 10] as const);
  return Object.fromEntries(each.filter(([, count]) => count !== 0));
}

test.each(Object.entries(LOCKS))("a route of a REST API behind %s", (_, route) => {
  expect(added(rest, route)).toEqual({
    aws_api_gateway_resource: 1,
    aws_api_gateway_method: 1,
    aws_api_gateway_integration: 1,
    aws_lambda_permission: 1,
    constructs: 5,
    // By cdktf to prepare and to write, and by the limits; of what is deployed, twice more by the hashes of the deployment.
    made: 3 * 5 + 3,
  });
});

const OF_HTTP_APIS = Object.entries(LOCKS).filter(([lock]) => lock !== "key");

test.each(OF_HTTP_APIS)("a route of an HTTP API behind %s", (_, route) => {
  expect(added(http, route)).toEqual({
    aws_apigatewayv2_route: 1,
    aws_lambda_permission: 1,
    constructs: 2,
    made: 2 * 3,
  });
});
