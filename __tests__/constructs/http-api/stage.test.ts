import { HTTP_ACCESS_LOG_FORMAT } from "../../../constructs/observe/access-log-format";
import { all, only } from "../terraform";
import { httpTerraform } from "./small-http-api";

/** The stage, CORS and the domain name: what an HTTP API does with a call, whatever its route. */

describe("the stage of an HTTP API", () => {
  it("serves changes at once, and limits every route", () => {
    const stage = only(httpTerraform(), "aws_apigatewayv2_stage");
    expect(stage).toMatchObject({
      name: "$default",
      auto_deploy: true,
      default_route_settings: { throttling_burst_limit: 200, throttling_rate_limit: 100 },
    });
    expect(stage.route_settings).toBeUndefined();
    expect(stage.access_log_settings).toBeUndefined();
  });

  it("has limits of single routes, with both numbers: the provider sends 0 for one that is left out", () => {
    const throttles = { "POST /pets": { rate: 1, burst: 2 }, "GET /account": { rate: 3, burst: 4 } };
    expect(only(httpTerraform({ throttles }), "aws_apigatewayv2_stage").route_settings).toEqual([
      { route_key: "GET /account", throttling_burst_limit: 4, throttling_rate_limit: 3 },
      { route_key: "POST /pets", throttling_burst_limit: 2, throttling_rate_limit: 1 },
    ]);
  });

  it("logs who called and why not, and text that quotes a token first", () => {
    const accessLog = { name: "log", arn: "arn:log" };
    const { access_log_settings } = only(httpTerraform({ accessLog }), "aws_apigatewayv2_stage");
    expect(access_log_settings).toEqual({ destination_arn: "arn:log", format: HTTP_ACCESS_LOG_FORMAT });
    const fields = Object.entries<string>(JSON.parse(HTTP_ACCESS_LOG_FORMAT));
    expect(fields[0]).toEqual(["tokenError", "$context.authorizer.error"]);
    expect(fields.map(([, value]) => value)).toEqual(
      expect.arrayContaining([
        "$context.authorizer.claims.sub",
        "$context.authorizer.principalId",
        "$context.identity.userArn",
        "$context.status",
      ]),
    );
    // These are of REST APIs only, and what callers choose freely could end its string.
    for (const [, value] of fields)
      expect(value).not.toMatch(/waf|apiKey|resourcePath|\.path$|userAgent|queryString|error\.message/);
  });
});

it("CORS is the service's, for the declared verbs", () => {
  const cors = {
    origins: ["https://shop.example.com"],
    exposes: ["ETag"],
    headers: ["Authorization"],
    maxAge: 60,
  };
  expect(only(httpTerraform({ cors }), "aws_apigatewayv2_api").cors_configuration).toEqual({
    allow_origins: ["https://shop.example.com"],
    allow_methods: ["GET", "POST", "OPTIONS"],
    allow_headers: ["Authorization"],
    expose_headers: ["ETag"],
    max_age: 60,
  });
  const { cors_configuration } = only(httpTerraform({ cors: { origins: ["*"] } }), "aws_apigatewayv2_api");
  expect(cors_configuration.allow_headers).toContain("X-Amz-Security-Token");
});

describe("a domain name", () => {
  const domain = {
    name: "api.example.com",
    zoneId: "Z1",
    basePath: "v1",
    mutualTls: { truststore: "s3://bucket/key", version: "1" },
  };

  it("closes the API's own address, which would bypass client certificates", () => {
    expect(only(httpTerraform({ domain }), "aws_apigatewayv2_api").disable_execute_api_endpoint).toBe(true);
    expect(only(httpTerraform(), "aws_apigatewayv2_api").disable_execute_api_endpoint).toBe(false);
  });

  it("has TLS 1.2, a proved certificate, a truststore with its version, a mapping and a record", () => {
    const terraform = httpTerraform({ domain });
    expect(only(terraform, "aws_apigatewayv2_domain_name")).toMatchObject({
      domain_name_configuration: {
        certificate_arn: "${aws_acm_certificate_validation.api_domain_proved.certificate_arn}",
        endpoint_type: "REGIONAL",
        security_policy: "TLS_1_2",
      },
      mutual_tls_authentication: { truststore_uri: "s3://bucket/key", truststore_version: "1" },
    });
    expect(only(terraform, "aws_apigatewayv2_api_mapping")).toMatchObject({
      api_mapping_key: "v1",
      stage: "${aws_apigatewayv2_stage.api_stage.id}",
    });
    expect(all(terraform, "aws_route53_record").map(({ type }) => type)).toContain("A");
  });

  it("with a certificate and records elsewhere, makes neither", () => {
    const elsewhere = { name: "api.example.com", zoneId: "elsewhere", certificateArn: "arn:c" };
    const terraform = httpTerraform({ domain: elsewhere });
    expect(only(terraform, "aws_apigatewayv2_domain_name").domain_name_configuration.certificate_arn).toBe(
      "arn:c",
    );
    expect(all(terraform, "aws_route53_record")).toEqual([]);
    expect(only(terraform, "aws_apigatewayv2_api_mapping").api_mapping_key).toBeUndefined();
  });
});
