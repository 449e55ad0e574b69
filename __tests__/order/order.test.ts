import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { AccessModel, Route } from "../../access/model";
import { SecuredApi } from "../../constructs/api/secured-api";
import type { SecuredApiProps } from "../../constructs/api/secured-api-props";
import { LiveStage } from "../../constructs/api/stage/live-stage";
import { LambdaFunction } from "../../constructs/functions/lambda-function";
import { environmentNamed } from "../../stacks/environment-named";
import type { Environment } from "../../stacks/environments";
import { functionFolder } from "../constructs/terraform";
import { petstore } from "../stacks/synthesized";
import { type Documents, deployed, inFolder, ordered, project } from "./deployed";
import { usualStack } from "./usual-stack";

/**
 * In which order real Terraform makes, changes and destroys what a changed declaration asks for, proved from the graph
 * of each plan: what merely happens to come first does not count.
 */

jest.setTimeout(300_000);

const dev = environmentNamed("dev");
const prod = environmentNamed("prod");
const edited = (edit: (routes: Record<string, Route>) => void): AccessModel => {
  const routes = structuredClone(petstore.routes) as Record<string, Route>;
  edit(routes);
  return { ...petstore, routes };
};

test("a removed route is not part of the deployment that the stage serves", () => {
  const after = edited((routes) => {
    delete routes["POST /pets"];
  });
  const result = deployed(project(dev), project(dev, after));
  expect(result).toMatchObject(ordered);
  expect(result.steps).toEqual(
    expect.arrayContaining([
      "delete aws_api_gateway_method.api_POST_pets_method",
      "create aws_api_gateway_deployment.live_deployment",
      "update aws_api_gateway_stage.live_stage",
    ]),
  );
});

test("a route and its function can be removed together", () => {
  const after = edited((routes) => {
    delete routes["GET /inventory"];
  });
  expect(deployed(project(dev), project(dev, after))).toMatchObject(ordered);
});

test("a renamed path creates a new resource; a renamed parameter updates the existing one", () => {
  const after = edited((routes) => {
    for (const verb of ["GET", "DELETE"]) {
      routes[`${verb} /pets/{id}`] = routes[`${verb} /pets/{petId}`] as Route;
      delete routes[`${verb} /pets/{petId}`];
    }
    routes["GET /status"] = routes["GET /health"] as Route;
    delete routes["GET /health"];
  });
  const result = deployed(project(dev), project(dev, after));
  expect(result).toMatchObject(ordered);
  expect(result.steps).toContain("update aws_api_gateway_resource.api_resources_pets_-param-");
});

test("a removed role leaves nothing behind", () => {
  const { user: _, ...roles } = petstore.roles;
  const routes = Object.fromEntries(
    Object.entries(petstore.routes).map(([key, route]) => [
      key,
      "roles" in route && Array.isArray(route.roles) ? { ...route, roles: ["admin"] } : route,
    ]),
  ) as AccessModel["routes"];
  expect(deployed(project(dev), project(dev, { ...petstore, roles, routes }))).toMatchObject(ordered);
});

describe("what surrounds the routes", () => {
  const { cors: _cors, admission: _admission, ...bare } = prod;
  const around = {
    ...bare,
    cors: { origins: ["https://shop.example.com"] },
    admission: { ipRanges: ["203.0.113.0/24"] },
  } as Environment;

  test("removed CORS and admission are not part of the next deployment", () => {
    const result = deployed(project(around), project(bare as Environment));
    expect(result).toMatchObject(ordered);
    expect(result.steps).toEqual(
      expect.arrayContaining([
        "delete aws_api_gateway_rest_api_policy.api_admission_policy",
        "delete aws_api_gateway_method.api_OPTIONS_pets_method",
      ]),
    );
  });

  test("a web ACL is destroyed after its associations", () => {
    expect(deployed(project(prod), project({ ...prod, firewall: "off" }))).toMatchObject(ordered);
  });
});

describe("backends of a route", () => {
  type Handlers = SecuredApiProps["handlers"];

  const shop = (handlers: Handlers, routes: readonly string[] = ["GET /orders", "GET /returns"]) =>
    inFolder((outdir) => {
      const app = new App({ outdir });
      const [first, second] = ["routes", "api"].map((name) => {
        const stack = new TerraformStack(app, name);
        new AwsProvider(stack, "aws", { region: "eu-central-1" });
        return stack;
      }) as [TerraformStack, TerraformStack];
      const named = Object.keys(handlers);
      const api = new SecuredApi(first, "api", {
        name: "shop",
        stage: "live",
        access: {
          roles: {},
          systems: {},
          limits: { rate: 1, burst: 1, daily: 1 },
          routes: Object.fromEntries(
            routes.map((key, i) => [
              key,
              { lock: "public", because: "Order of deployment", handler: named[i] ?? named[0] },
            ]),
          ) as AccessModel["routes"],
        },
        handlers,
        requests: "unchecked",
        answers: "plain",
      });
      const functions = Object.entries(handlers).flatMap(([name, handler]) =>
        "functionName" in handler
          ? [
              [
                name,
                new LambdaFunction(second, name, {
                  name: handler.functionName,
                  folder: functionFolder("health"),
                }),
              ] as const,
            ]
          : [],
      );
      new LiveStage(second, "live", {
        api,
        functions: Object.fromEntries(functions),
        protection: { accessLog: "off", executionLog: "off", webAcl: "off" },
      });
      app.synth();
      return ["routes", "api"];
    });
  const lambda = (functionName: string) => ({ functionName });
  const http = { url: "https://shop.example.com" };

  test("a replacing function exists before the stage invokes it, and the replaced one is destroyed afterwards", () => {
    const result = deployed(
      shop({ orders: lambda("orders"), returns: lambda("returns") }),
      shop({ orders: lambda("orders-2"), returns: lambda("returns") }),
    );
    expect(result).toMatchObject(ordered);
    expect(result.steps.filter((step) => step.includes("aws_lambda_function"))).toHaveLength(2);
  });

  test.each([
    ["an HTTP backend in place of a function", lambda("orders"), http],
    ["a function in place of an HTTP backend", http, lambda("orders")],
  ])("%s", (_, was, is) => {
    const returns = lambda("returns");
    expect(deployed(shop({ orders: was, returns }), shop({ orders: is, returns }))).toMatchObject(ordered);
  });
});

test("the checks see the order that a stage has in one stack with its routes", () => {
  const usual = (routes: readonly string[]): Documents => ({ all: usualStack(routes) });
  const { wrong } = deployed(usual(["a", "b"]), usual(["a"]));
  expect(wrong).toEqual(
    expect.arrayContaining([
      "aws_api_gateway_method.b may be destroyed after aws_api_gateway_deployment.d is made, and stay live",
    ]),
  );
});

test("the checks see a changed handler kind in one stack with its stage", () => {
  const lambda: Documents = { all: usualStack(["a"]) };
  const backend: Documents = { all: usualStack(["a"], "HTTP") };
  expect(deployed(lambda, backend).wrong).toEqual(
    expect.arrayContaining([
      "aws_api_gateway_integration.a may be made before aws_api_gateway_integration.a is destroyed, and has its identity",
      "aws_lambda_permission.a may be destroyed while aws_api_gateway_stage.s still calls it",
    ]),
  );
});

test("a route of an HTTP API goes before its function may no longer be invoked, and comes after it may", () => {
  const http = environmentNamed("http");
  const after = edited((routes) => {
    delete routes["GET /inventory"];
    routes["PUT /pets/{petId}"] = { lock: "iam", roles: ["admin"], handler: "pets" };
    routes["POST /products"] = { lock: "jwt", roles: ["admin"], handler: "products" };
  });
  const result = deployed(project(http), project(http, after));
  expect(result).toMatchObject(ordered);
  expect(result.steps).toEqual(
    expect.arrayContaining([
      "delete aws_apigatewayv2_route.api_GET_inventory",
      "delete aws_lambda_permission.api_invoke-inventory_GET_inventory",
      "create aws_lambda_permission.api_invoke-pets_PUT_pets_-param-",
      "create aws_apigatewayv2_route.api_PUT_pets_-param-",
      "update aws_apigatewayv2_route.api_POST_products",
    ]),
  );
});

test("the checks see a route of an HTTP API that does not wait for its function", () => {
  const http = environmentNamed("http");
  const hasty = (documents: Documents): Documents =>
    JSON.parse(JSON.stringify(documents), (key, value) =>
      key === "aws_apigatewayv2_route"
        ? Object.fromEntries(
            Object.entries<object>(value).map(([name, route]) => [name, { ...route, depends_on: [] }]),
          )
        : value,
    );
  const after = edited((routes) => {
    routes["PUT /pets/{petId}"] = { lock: "iam", roles: ["admin"], handler: "pets" };
  });
  expect(deployed(hasty(project(http)), hasty(project(http, after))).wrong).toEqual([
    "aws_apigatewayv2_route.api_PUT_pets_-param- may be live without aws_lambda_permission.api_invoke-pets_PUT_pets_-param-",
  ]);
});
