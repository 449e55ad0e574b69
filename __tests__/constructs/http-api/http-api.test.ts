import { LambdaFunction } from "../../../constructs/functions/lambda-function";
import type { HttpApi } from "../../../constructs/http-api/http-api";
import { RolePolicies } from "../../../constructs/roles/role-policies";
import { access } from "../small-api";
import { all, functionFolder, only, statements } from "../terraform";
import { httpApi, httpTerraform, issuer, locked, readable, routesOf, serving } from "./small-http-api";

const AUTHORIZER = (name: string) => `\${aws_apigatewayv2_authorizer.api_${name}.id}`;

describe("the locks of an HTTP API", () => {
  const routes = routesOf(httpTerraform());

  it.each<[string, object]>([
    ["GET /pets", { authorization_type: "AWS_IAM" }],
    [
      "GET /products",
      { authorization_type: "JWT", authorizer_id: expect.anything(), authorization_scopes: ["shop/user"] },
    ],
    ["GET /account", { authorization_type: "JWT", authorizer_id: expect.anything() }],
    ["GET /partner", { authorization_type: "CUSTOM", authorizer_id: expect.anything() }],
    ["GET /health", { authorization_type: "NONE" }],
  ])("%s is behind its own", (key, lock) => {
    const { api_id: _, depends_on: __, route_key: ___, target: ____, ...own } = routes[key] ?? {};
    expect(own).toEqual(lock);
  });

  it("every declared route is there, and no other: no $default and no ANY", () => {
    expect(Object.keys(routes).sort()).toEqual(Object.keys(locked.routes).sort());
  });

  it("the user pool's authorizer takes tokens of the listed clients only", () => {
    const terraform = httpTerraform(
      serving({ "GET /a": { lock: "cognito", roles: "signed-in", handler: "app" } }),
    );
    expect(only(terraform, "aws_apigatewayv2_authorizer")).toMatchObject({
      authorizer_type: "JWT",
      identity_sources: ["$request.header.Authorization"],
      jwt_configuration: { issuer, audience: ["4abc"] },
      lifecycle: { create_before_destroy: true },
    });
  });

  it("scopes are those of the roles, sorted", () => {
    const change = serving({ "GET /a": { lock: "cognito", roles: ["user", "admin"], handler: "app" } });
    expect(routesOf(httpTerraform(change))["GET /a"]?.authorization_scopes).toEqual([
      "shop/admin",
      "shop/user",
    ]);
  });

  const partner = serving({ "GET /a": { lock: "jwt", roles: ["user", "admin"], handler: "app" } });

  it("a Lambda authorizer answers with policies, which are kept by the token", () => {
    expect(only(httpTerraform(partner), "aws_apigatewayv2_authorizer")).toMatchObject({
      authorizer_type: "REQUEST",
      authorizer_payload_format_version: "2.0",
      enable_simple_responses: false,
      identity_sources: ["$request.header.Authorization"],
      authorizer_result_ttl_in_seconds: 300,
    });
  });

  it("an issuer that puts roles into scopes needs no function", () => {
    const audience = ["petstore"];
    const terraform = httpTerraform({
      ...partner,
      jwt: { issuer: "https://issuer.example/", audience, scopePrefix: "role:" },
    });
    expect(only(terraform, "aws_apigatewayv2_authorizer")).toMatchObject({
      authorizer_type: "JWT",
      jwt_configuration: { issuer: "https://issuer.example/", audience },
    });
    expect(routesOf(terraform)["GET /a"]).toMatchObject({
      authorization_type: "JWT",
      authorization_scopes: ["role:admin", "role:user"],
    });
    expect(all(terraform, "aws_lambda_permission")).toHaveLength(1);
  });

  it("roles' policies name the stage $default", () => {
    const terraform = readable((stack) => {
      const api = httpApi(stack);
      const systemNames = { warehouse: "w", robot: "r" };
      new RolePolicies(stack, "policies", {
        api,
        access: locked,
        roleNames: { admin: "a", user: "u" },
        systemNames,
      });
    });
    const user = all(terraform, "aws_iam_role_policy").find(({ role }) => role === "u");
    expect(statements(user?.policy)).toEqual([
      {
        Effect: "Allow",
        Action: "execute-api:Invoke",
        Resource: ["${aws_apigatewayv2_api.api_http-api.execution_arn}/$default/GET/pets"],
      },
    ]);
  });
});

describe("the functions of an HTTP API", () => {
  const terraform = httpTerraform();

  it("have one integration each, of payload format 2.0", () => {
    expect(only(terraform, "aws_apigatewayv2_integration")).toMatchObject({
      integration_type: "AWS_PROXY",
      payload_format_version: "2.0",
      timeout_milliseconds: 30_000,
    });
  });

  it("may be invoked for their own routes of the stage, and the authorizer by its id", () => {
    const api = "${aws_apigatewayv2_api.api_http-api.execution_arn}";
    const arns = all(terraform, "aws_lambda_permission").map(({ source_arn }) => source_arn);
    expect(arns.sort()).toEqual(
      [
        ...Object.keys(locked.routes).map((key) => `${api}/$default/${key.replace(" ", "")}`),
        `${api}/authorizers/${AUTHORIZER("jwt")}`,
      ].sort(),
    );
  });

  it("are invokable before a route calls them, and routes are there before the stage", () => {
    const routes = routesOf(terraform);
    expect(routes["GET /pets"]?.depends_on).toContain("aws_lambda_permission.api_invoke-app_GETpets");
    expect(routes["GET /pets"]?.depends_on).not.toContain("aws_lambda_permission.api_authorize");
    expect(routes["GET /partner"]?.depends_on).toContain("aws_lambda_permission.api_authorize");
    const names = Object.keys(terraform.resource.aws_apigatewayv2_route ?? {});
    expect(only(terraform, "aws_apigatewayv2_stage").depends_on.sort()).toEqual(
      names.map((name) => `aws_apigatewayv2_route.${name}`).sort(),
    );
  });

  it("a function of the stack is created before what calls it", () => {
    const made = readable((stack) => {
      const app = new LambdaFunction(stack, "app", { name: "app", folder: functionFolder("health") });
      httpApi(stack, { handlers: { app } });
    });
    expect(only(made, "aws_apigatewayv2_integration").integration_uri).toContain(
      "function:${aws_lambda_function.app_function.function_name}/invocations",
    );
  });
});

describe("a server behind an HTTP API", () => {
  const server = { url: "https://shop.example.com", passToken: true } as const;
  const parametersOf = (route: Parameters<typeof serving>[0][string], change = {}) =>
    only(
      httpTerraform({ ...serving({ "GET /files/{path+}": route }), handlers: { app: server }, ...change }),
      "aws_apigatewayv2_integration",
    );

  it("gets the route's path, and the verb", () => {
    expect(parametersOf({ lock: "public", because: "a test", handler: "app" })).toMatchObject({
      integration_type: "HTTP_PROXY",
      integration_method: "GET",
      integration_uri: "https://shop.example.com/files/{path}",
    });
  });

  it.each<[string, Parameters<typeof serving>[0][string], string, string, object]>([
    ["public", { lock: "public", because: "a test", handler: "app" }, "-", "-", {}],
    ["iam", { lock: "iam", roles: ["user"], handler: "app" }, "$context.identity.userArn", "-", {}],
    [
      "cognito",
      { lock: "cognito", roles: "signed-in", handler: "app" },
      "$context.authorizer.claims.sub",
      "-",
      {},
    ],
    [
      "cognito",
      { lock: "cognito", roles: ["user"], handler: "app" },
      "$context.authorizer.claims.sub",
      "$context.authorizer.claims.scope",
      {},
    ],
    [
      "jwt",
      { lock: "jwt", roles: ["user"], handler: "app" },
      "$context.authorizer.principalId",
      "$context.authorizer.roles",
      {},
    ],
    [
      "jwt",
      { lock: "jwt", roles: ["user"], handler: "app" },
      "-",
      "-",
      { jwt: { issuer: "https://issuer.example/", audience: ["a"] } },
    ],
  ])(
    "behind the lock %s gets no header of a caller that the lock did not verify",
    (lock, route, id, roles, change) => {
      expect(parametersOf(route, change).request_parameters).toEqual({
        "overwrite:header.X-Caller-Lock": lock,
        "overwrite:header.X-Caller-Id": id,
        "overwrite:header.X-Caller-Roles": roles,
      });
    },
  );
});

it("is protected from deletion, unless that is off", () => {
  expect(only(httpTerraform(), "aws_apigatewayv2_api").lifecycle).toEqual({ prevent_destroy: true });
  expect(only(httpTerraform({ protection: "off" }), "aws_apigatewayv2_api").lifecycle).toBeUndefined();
});

it("with metering off, a key beside a lock is left out, and the synth says so", () => {
  const written: unknown[] = [];
  jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(text) > 0);
  let made: HttpApi | undefined;
  const terraform = readable((stack) => {
    made = httpApi(stack, {
      ...serving({ "GET /a": { lock: "iam", roles: ["user"], key: true, handler: "app" } }),
      metering: "off",
    });
  });
  jest.restoreAllMocks();
  expect(made?.unmetered).toEqual(["GET /a"]);
  expect(routesOf(terraform)["GET /a"]).not.toHaveProperty("api_key_required");
  expect(written).toEqual([
    'warning: the HTTP API "shop" asks for no API key, so these routes are not metered: GET /a\n',
  ]);
});

it("the small API is the one of the REST tests, but for its key", () => {
  const { "GET /feed": key, ...others } = access.routes as Readonly<Record<string, { lock: string }>>;
  expect(key?.lock).toBe("key");
  expect(others).toEqual(locked.routes);
});
