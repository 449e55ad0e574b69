import { environmentNamed } from "../../stacks/environment-named";
import { petstore, terraformOf } from "./synthesized";

beforeAll(() => jest.spyOn(process.stderr, "write").mockReturnValue(true));
afterAll(() => jest.restoreAllMocks());

const own = { encryption: "own-key", logs: { retention: 30 }, alarms: { emails: [] } };

test("the environment http has an HTTP API, and nothing of a REST API", () => {
  const terraform = terraformOf(environmentNamed("http"));
  expect(Object.keys(terraform)).toEqual(["identity", "api"]);
  const types = Object.keys(terraform.api.resource);
  expect(types.filter((type) => type.startsWith("aws_api_gateway_"))).toEqual([]);
  const routes = Object.values(terraform.api.resource.aws_apigatewayv2_route ?? {});
  expect(routes.map(({ route_key }) => route_key).sort()).toEqual(Object.keys(petstore.routes).sort());
});

test("its authorizer takes tokens of the clients of people", () => {
  const machine = { roles: ["user"] };
  const login = { at: { prefix: "petstore-http" }, machine };
  const { api, identity } = terraformOf(environmentNamed("http", { login }));
  expect(identity.resource.aws_cognito_user_pool_client).toHaveProperty("login_machine_client");
  const authorizer = api.resource.aws_apigatewayv2_authorizer?.api_cognito;
  expect(JSON.stringify(authorizer?.jwt_configuration.audience)).not.toContain("machine");
  expect(authorizer?.jwt_configuration.audience).toHaveLength(2);
});

test("its alarms and dashboard count the metrics of an HTTP API, which have its id", () => {
  const { api } = terraformOf(environmentNamed("http", own));
  const alarm = api.resource.aws_cloudwatch_metric_alarm?.["edge_alarms_rate-401"];
  const calls = alarm?.metric_query.find(({ id }: { id: string }) => id === "calls");
  const dimensions = { ApiId: "${aws_apigatewayv2_api.api_http-api.id}", Stage: "$default" };
  expect(calls.metric.dimensions).toEqual(dimensions);
  const dashboard = api.resource.aws_cloudwatch_dashboard?.edge_dashboard_dashboard?.dashboard_body;
  expect(dashboard).toContain('"AWS/ApiGateway","4xx","ApiId"');
  expect(dashboard).not.toContain("ApiName");
});

test("the rates of 401, 403, 429 and 5xx each have an alarm, counted in its access log", () => {
  const { api } = terraformOf(environmentNamed("http", own));
  const { resource } = api;
  const [access] = Object.entries(resource.aws_cloudwatch_log_group ?? {}).flatMap(([id, { name }]) =>
    name === "/gatehouse/petstore-http/access" ? [id] : [],
  );
  const format = Object.values(resource.aws_apigatewayv2_stage ?? {})[0]?.access_log_settings.format;
  expect(JSON.parse(format)).toMatchObject({ status: "$context.status" });
  for (const [rate, pattern] of [
    ["401", "401"],
    ["403", "403"],
    ["429", "429"],
    ["5xx", "5*"],
  ]) {
    const filter = resource.aws_cloudwatch_log_metric_filter?.[`edge_alarms_count-${rate}`];
    expect(filter).toMatchObject({
      pattern: `{ $.status = "${pattern}" }`,
      log_group_name: `\${aws_cloudwatch_log_group.${access}.name}`,
    });
    const alarm = resource.aws_cloudwatch_metric_alarm?.[`edge_alarms_rate-${rate}`];
    const [share, refused, calls] = alarm?.metric_query ?? [];
    expect(share).toMatchObject({ expression: "IF(calls > 0, 100 * refused / calls, 0)", return_data: true });
    const { name: metric_name, namespace } = filter?.metric_transformation ?? {};
    expect(refused.metric).toMatchObject({ metric_name, namespace });
    expect(calls.metric.dimensions).toEqual({
      ApiId: "${aws_apigatewayv2_api.api_http-api.id}",
      Stage: "$default",
    });
    expect(alarm?.alarm_actions).toHaveLength(1);
  }
});

test("its functions alone are traced: an HTTP API sends no traces", () => {
  const { api, identity } = terraformOf(environmentNamed("http", { tracing: "functions" }));
  const functions = [api, identity].flatMap(({ resource }) =>
    Object.values(resource.aws_lambda_function ?? {}),
  );
  expect(functions.length).toBeGreaterThan(6);
  for (const lambda of functions) expect(lambda.tracing_config).toEqual({ mode: "Active" });
  const stages = Object.values(api.resource.aws_apigatewayv2_stage ?? {});
  expect(JSON.stringify(stages)).not.toMatch(/xray|tracing/);
});

test("a domain, CORS and a limit of each route are the API's", () => {
  const settings = {
    domain: { name: "api.example.com", zoneId: "Z1" },
    cors: { origins: ["https://shop.example.com"] },
    throttle: { rate: 5, burst: 6 },
  };
  const { api } = terraformOf(environmentNamed("http", settings));
  expect(api.resource.aws_apigatewayv2_api?.["api_http-api"]).toMatchObject({
    disable_execute_api_endpoint: true,
    cors_configuration: { allow_origins: ["https://shop.example.com"] },
  });
  expect(api.resource.aws_apigatewayv2_stage?.api_stage?.default_route_settings).toEqual({
    throttling_burst_limit: 6,
    throttling_rate_limit: 5,
  });
});

test.each<[environment: string, settings: object, says: string]>([
  [
    "http",
    { firewall: {} },
    'http.api is "http", and http.firewall is set: an HTTP API has no web ACL. Expected "off"',
  ],
  ["http", { hardening: "on" }, "an HTTP API neither validates requests nor changes its own refusals"],
  [
    "http",
    { tracing: "on" },
    'an HTTP API sends no traces, and its functions can. Expected "off" or "functions", or http.api "rest"',
  ],
  ["http", { selfServiceKeys: { perUser: 1 } }, "an HTTP API has no API keys"],
  [
    "http",
    { admission: { ipRanges: ["203.0.113.0/24"] } },
    "an HTTP API has no resource policy. Expected it left out",
  ],
  ["dev", { metering: "off" }, "dev.metering is off, and a REST API asks for the keys"],
  ["dev", { cors: { origins: ["*"] } }, "dev.cors is set and dev.hardening is off"],
])("%s with %j is refused", (name, settings, says) => {
  expect(() => environmentNamed(name, settings)).toThrow(
    expect.objectContaining({ code: "CONFIG_CLASH", message: expect.stringContaining(says) }),
  );
});

test("without metering off, the route with a key is refused", () => {
  const { metering: _, ...environment } = environmentNamed("http");
  expect(() => terraformOf(environment)).toThrow(
    expect.objectContaining({
      code: "METERING_UNAVAILABLE",
      message: expect.stringContaining('"GET /inventory" asks for an API key'),
    }),
  );
});
