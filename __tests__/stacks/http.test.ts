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
    'http.api is "http", and http.firewall is set: it has no web ACL. Expected "off"',
  ],
  ["http", { hardening: "on" }, "it neither validates requests nor changes its own refusals"],
  ["http", { tracing: "on" }, "it sends no traces"],
  ["http", { selfServiceKeys: { perUser: 1 } }, "it has no API keys"],
  [
    "http",
    { admission: { ipRanges: ["203.0.113.0/24"] } },
    "it has no resource policy. Expected it left out",
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
