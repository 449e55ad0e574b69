import type { AccessModel } from "../../../access/model";
import { SecuredApi } from "../../../constructs/api/secured-api";
import type { SecuredApiProps } from "../../../constructs/api/secured-api-props";
import type { LiveStageProps } from "../../../constructs/api/stage/live-stage-props";
import { methodSettings } from "../../../constructs/api/stage/method-settings";
import { LogGroup } from "../../../constructs/observe/log-group";
import { access, apiProps, liveApi } from "../small-api";
import { all, only, refusal, type Terraform, terraformOf } from "../terraform";

/** The Terraform of both stacks: that of the routes and that of their stage. */
const api = (change: Partial<SecuredApiProps> = {}, stage: Partial<LiveStageProps> = {}): Terraform =>
  terraformOf((stack) => {
    liveApi(stack, { api: change, stage });
  });

const withRoutes = (routes: AccessModel["routes"]): Partial<SecuredApiProps> => ({
  access: { ...access, routes },
});

describe("what protects the stage", () => {
  const terraform = terraformOf((stack) => {
    const accessLog = new LogGroup(stack, "log", { name: "/shop", key: "aws-owned" });
    liveApi(stack, {
      stage: {
        protection: {
          accessLog,
          executionLog: { key: "aws-owned", retention: 90 },
          webAcl: { arn: "arn:aws:wafv2:eu-central-1:111111111111:regional/webacl/shop/1" },
          throttle: { rate: 50, burst: 60 },
          throttles: { "POST /pets": { rate: 1, burst: 2 } },
          cache: { sizeGb: "0.5", ttl: 60, routes: ["GET /health"] },
        },
      },
    });
  });
  const settings = Object.fromEntries(
    all(terraform, "aws_api_gateway_method_settings").map((each) => [each.method_path, each.settings]),
  );

  test("requests are logged as JSON and traced, and the firewall stands before it", () => {
    expect(only(terraform, "aws_api_gateway_stage")).toMatchObject({
      xray_tracing_enabled: true,
      access_log_settings: { destination_arn: expect.stringMatching(/aws_cloudwatch_log_group/) },
    });
    expect(only(terraform, "aws_wafv2_web_acl_association").resource_arn).toMatch(
      /aws_api_gateway_stage.*\.arn/,
    );
  });

  test("the execution log has errors only, no request data, and its group is there before the stage", () => {
    for (const each of Object.values(settings)) {
      expect(each).toMatchObject({ logging_level: "ERROR", data_trace_enabled: false });
    }
    expect(only(terraform, "aws_api_gateway_stage").depends_on).toContainEqual(
      expect.stringMatching(/^aws_cloudwatch_log_group\.api-live_execution-log/),
    );
    const names = all(terraform, "aws_cloudwatch_log_group").map((group) => group.name);
    expect(names).toContainEqual(
      expect.stringMatching(/^API-Gateway-Execution-Logs_\$\{.*aws_api_gateway_rest_api.*id\}\/live$/),
    );
  });

  test("every method is throttled, single ones further", () => {
    expect(settings["*/*"]).toMatchObject({ throttling_rate_limit: 50, throttling_burst_limit: 60 });
    expect(settings["pets/POST"]).toMatchObject({ throttling_rate_limit: 1, throttling_burst_limit: 2 });
  });

  test("the cache holds named public routes, encrypted, and callers cannot empty it", () => {
    expect(settings["health/GET"]).toMatchObject({
      caching_enabled: true,
      cache_data_encrypted: true,
      cache_ttl_in_seconds: 60,
      require_authorization_for_cache_control: true,
      unauthorized_cache_control_header_strategy: "FAIL_WITH_403",
      throttling_rate_limit: 50,
    });
    expect(settings["*/*"]).not.toHaveProperty("caching_enabled");
  });
});

test("a canary gets its own deployment, and that of the stage does not change", () => {
  const deployments = (terraform: Terraform) => terraform.resource.aws_api_gateway_deployment ?? {};
  const before = api();
  expect(Object.keys(deployments(before))).toHaveLength(1);
  const during = api(
    {},
    { protection: { accessLog: "off", executionLog: "off", webAcl: "off", canary: 10 } },
  );
  const [stable] = Object.keys(deployments(before)) as [string];
  expect(deployments(during)[stable]?.lifecycle).toEqual({
    create_before_destroy: true,
    ignore_changes: ["triggers"],
  });
  expect(only(during, "aws_api_gateway_stage")).toMatchObject({
    deployment_id: expect.stringContaining(stable),
    canary_settings: {
      percent_traffic: 10,
      deployment_id: expect.stringContaining("canary-deployment"),
      use_stage_cache: false,
    },
  });
});

describe("requests", () => {
  const terraform = api({
    requests: {
      "POST /pets": { body: { type: "object", required: ["name"] } },
      "GET /pets": { query: { page: "required", size: "optional" }, headers: { "X-Trace": "required" } },
    },
  });
  const method = (verb: string, path: string) =>
    Object.entries(terraform.resource.aws_api_gateway_method ?? {}).find(([name]) =>
      name.startsWith(`api_${verb}${path}_method`),
    )?.[1];

  test("every method has a validator, one with a body's schema the one for bodies", () => {
    for (const each of all(terraform, "aws_api_gateway_method"))
      expect(each.request_validator_id).toBeDefined();
    expect(method("POST", "pets")?.request_validator_id).toMatch(/parameters-and-body/);
    expect(method("GET", "pets")?.request_validator_id).not.toMatch(/body/);
  });

  test("parameters are required or known, a body's model is JSON Schema draft 4", () => {
    expect(method("GET", "pets")?.request_parameters).toEqual({
      "method.request.querystring.page": true,
      "method.request.querystring.size": false,
      "method.request.header.X-Trace": true,
    });
    expect(JSON.parse(only(terraform, "aws_api_gateway_model").schema)).toEqual({
      $schema: "http://json-schema.org/draft-04/schema#",
      type: "object",
      required: ["name"],
    });
    expect(method("POST", "pets")?.request_models["application/json"]).toMatch(/aws_api_gateway_model/);
  });
});

test("with a domain name, the address that AWS gives is closed", () => {
  const terraform = api(
    { executeApiEndpoint: "closed" },
    { domain: { name: "api.example.com", zoneId: "Z1" } },
  );
  expect(only(terraform, "aws_api_gateway_rest_api").disable_execute_api_endpoint).toBe(true);
  expect(only(terraform, "aws_api_gateway_domain_name")).toMatchObject({
    security_policy: "TLS_1_2",
    endpoint_configuration: { types: ["REGIONAL"] },
    // Not the certificate: one that is not proved yet would be refused.
    regional_certificate_arn: expect.stringMatching(/aws_acm_certificate_validation/),
  });
  expect(only(terraform, "aws_acm_certificate").lifecycle).toEqual({ create_before_destroy: true });
});

test("mutual TLS tracks the version of its truststore", () => {
  const domain = {
    name: "api.example.com",
    zoneId: "elsewhere",
    certificateArn: "arn:aws:acm:eu-central-1:111111111111:certificate/1",
    mutualTls: { truststore: "s3://trust/store.pem", version: "3" },
  };
  const terraform = api({ executeApiEndpoint: "closed" }, { domain });
  expect(only(terraform, "aws_api_gateway_domain_name").mutual_tls_authentication).toEqual({
    truststore_uri: "s3://trust/store.pem",
    truststore_version: "3",
  });
  expect(all(terraform, "aws_route53_record")).toEqual([]);
});

test("adding or removing a route changes the resources of that route only", () => {
  const routes = access.routes;
  const added = {
    "PATCH /aardvarks/{id}": routes["GET /pets"] as never,
    ...routes,
    "GET /zebras": routes["GET /pets"] as never,
  };
  const addresses = (terraform: Terraform) =>
    Object.entries(terraform.resource).flatMap(([type, named]) =>
      Object.entries(named).map(([name, { depends_on: _order, ...body }]) => {
        return [`${type}.${name}`, JSON.stringify(body)] as const;
      }),
    );
  const full = { answers: "hardened", requests: {}, cors: { origins: ["*"] } } as const;
  const before = new Map(addresses(api({ ...full, ...withRoutes(routes) })));
  const after = new Map(addresses(api({ ...full, ...withRoutes(added) })));
  const changed = [...before]
    .filter(([address, body]) => after.get(address) !== body)
    .map(([address]) => address);
  expect(changed).toEqual([expect.stringMatching(/^aws_api_gateway_deployment\./)]);
  const news = [...after.keys()].filter((address) => !before.has(address));
  expect(news.length).toBeGreaterThan(0);
  for (const address of news) expect(address).toMatch(/aardvarks|zebras/);
});

test("the order of routes, and of roles in a route, changes nothing", () => {
  const reversed = Object.fromEntries(Object.entries(access.routes).reverse()) as AccessModel["routes"];
  expect(api(withRoutes(reversed))).toEqual(api());
  const shared = (roles: readonly [string, string]): AccessModel["routes"] => ({
    ...access.routes,
    "GET /products": { lock: "cognito", roles, handler: "app" },
  });
  expect(api(withRoutes(shared(["user", "admin"])))).toEqual(api(withRoutes(shared(["admin", "user"]))));
});

test("a private API is reached through its endpoints alone", () => {
  const terraform = api({ endpoint: { privateTo: ["vpce-0123abcd"] } });
  expect(only(terraform, "aws_api_gateway_rest_api").endpoint_configuration).toEqual({
    types: ["PRIVATE"],
    vpc_endpoint_ids: ["vpce-0123abcd"],
  });
  expect(only(terraform, "aws_api_gateway_rest_api_policy").policy).toMatch(
    /"aws:SourceVpce":\["vpce-0123abcd"\]/,
  );
});

test("a lock whose props are missing is refused", () => {
  expect(
    refusal((scope) => {
      const { jwtAuthorizer: _, ...props } = apiProps();
      return new SecuredApi(scope, "api", props);
    }),
  ).toEqual(["LOCK_UNCONFIGURED", expect.stringMatching(/^"[A-Z]+ \/.*" has the lock "jwt"/)]);
});

test("a limit for a route below other resources names its path as API Gateway's own keys do", () => {
  const routes = ["GET /pets", "GET /pets/{id}/toys"] as const;
  const limit = { rate: 1, burst: 1 };
  const settings = methodSettings({ throttles: { [routes[0]]: limit, [routes[1]]: limit } }, routes, []);
  expect(settings.map(({ path }) => path)).toEqual(["*/*", "pets/GET", "pets~1{id}~1toys/GET"]);
});
