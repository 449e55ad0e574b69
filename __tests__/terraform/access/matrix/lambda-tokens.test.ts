import { type Evidence, NO_EVIDENCE } from "../../../../terraform/access/matrix/evidence";
import { cellAt, httpShop, LOCKED } from "../../build/http-shop";
import { type Resources, text } from "../../build/people";
import { cell, shop } from "../../build/shop";

const custom = { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" };

describe("a method behind a Lambda authorizer", () => {
  const methods = { "GET /partner/{id}": custom, "POST /partner": custom };
  const table: Evidence = {
    ...NO_EVIDENCE,
    roleTables: {
      "shop/aws_lambda_function.authorizer": {
        buyer: { allow: ["GET/partner/*"], deny: [] },
        odd: { allow: ["GET/partner/7"], deny: [] },
      },
    },
  };

  test("is decided at run time where nothing can be read", () => {
    expect(cell(shop(methods), "POST /partner", "group:user")).toMatchObject({
      decision: "unknown",
      reason: "Decided at run time by shop/aws_lambda_function.authorizer",
    });
  });

  test("is closed without a token: API Gateway does not call the function", () => {
    expect(cell(shop(methods), "POST /partner", "anonymous").decision).toBe("deny");
  });

  test("is unknown without a token where the authorizer requires no credentials", () => {
    const request = {
      aws_api_gateway_authorizer: { lambda: { type: "REQUEST", authorizer_result_ttl_in_seconds: 0 } },
    };
    expect(cell(shop(methods, request), "POST /partner", "anonymous").decision).toBe("unknown");
  });

  const sources: readonly (readonly [type: string, source: string, anonymous: string])[] = [
    ["REQUEST", "method.request.header.Authorization", "deny"],
    ["REQUEST", "method.request.header.Cookie", "deny"],
    ["REQUEST", "method.request.header.x-session-id", "deny"],
    ["REQUEST", "method.request.querystring.accessToken", "deny"],
    ["REQUEST", "method.request.header.Origin, method.request.header.x-api-key", "deny"],
    ["REQUEST", "method.request.header.Origin", "unknown"],
    ["REQUEST", "method.request.header.Host,method.request.header.User-Agent", "unknown"],
    ["REQUEST", "method.request.header.X-Tenant-Id", "unknown"],
    ["REQUEST", "method.request.querystring.author", "unknown"],
    ["REQUEST", "context.identity.sourceIp", "unknown"],
    ["REQUEST", "stageVariables.token", "unknown"],
    ["TOKEN", "method.request.header.X-Partner", "deny"],
    ["TOKEN", "method.request.header.Origin", "unknown"],
    ["TOKEN", "${random_id.x.hex}", "unknown"],
    ["REQUEST", "${random_id.x.hex}", "unknown"],
    ["${random_id.x.hex}", "method.request.header.Authorization", "unknown"],
  ];

  test.each(sources)(
    "of the type %s with the identity source %s: without a token %s",
    (type, source, decision) => {
      const authorizer = {
        random_id: { x: { byte_length: 4 } },
        aws_api_gateway_authorizer: { lambda: { type, identity_source: source } },
      };
      expect(cell(shop(methods, authorizer), "POST /partner", "anonymous").decision).toBe(decision);
    },
  );

  test.each([
    ["method.request.header.Origin", 300, "GET /partner/{id}", "anonymous", "allow"],
    ["method.request.header.Origin", 300, "POST /partner", "anonymous", "deny"],
    ["method.request.header.Origin", 300, "GET /partner/{id}", "jwt:odd", "allow"],
    ["method.request.header.Origin", 300, "GET /partner/{id}", "group:user", "allow"],
    ["method.request.header.Origin", 0, "GET /partner/{id}", "anonymous", "deny"],
    ["method.request.header.Authorization", 300, "GET /partner/{id}", "anonymous", "deny"],
    [
      "method.request.header.Origin,method.request.header.authorization",
      300,
      "GET /partner/{id}",
      "jwt:odd",
      "unknown",
    ],
  ])("keyed by %s for %d s: %s, %s: %s", (identity_source, seconds, route, principal, decision) => {
    const lambda = { type: "REQUEST", identity_source, authorizer_result_ttl_in_seconds: seconds };
    const model = shop(methods, { aws_api_gateway_authorizer: { lambda } });
    expect(cell(model, route, principal, table).decision).toBe(decision);
  });

  test("says whose answer everybody gets", () => {
    const lambda = { type: "REQUEST", identity_source: "method.request.header.Origin" };
    const model = shop(methods, { aws_api_gateway_authorizer: { lambda } });
    expect(cell(model, "GET /partner/{id}", "anonymous", table).reason).toMatch(
      /^statement 0 of shop\/aws_api_gateway_authorizer\.lambda allows .*, and shop\/aws_api_gateway_authorizer\.lambda keeps that answer 300 s for all who send the same method\.request\.header\.Origin$/,
    );
  });

  test("is closed to all where the resource policy denies, and to others where it names addresses", () => {
    const withPolicy = (Condition: object) =>
      cell(
        shop(methods, {
          aws_api_gateway_rest_api: {
            shop: {
              policy: text([
                { Effect: "Deny", Principal: "*", Action: "execute-api:Invoke", Resource: "*", Condition },
              ]),
            },
          },
        }),
        "POST /partner",
        "group:user",
      );
    expect(withPolicy({}).decision).toBe("deny");
    expect(withPolicy({ NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } })).toMatchObject({
      decision: "unknown",
      requires: ["address-range:192.0.2.0/24"],
    });
  });

  test.each([
    ["GET /partner/{id}", "jwt:buyer", "allow"],
    ["POST /partner", "jwt:buyer", "deny"],
    ["GET /partner/{id}", "jwt:odd", "unknown"],
    ["GET /partner/{id}", "group:user", "deny"],
  ])("%s, %s: %s by the role table", (route, principal, decision) => {
    expect(cell(shop(methods), route, principal, table).decision).toBe(decision);
  });

  test("is not denied in the slash form of a path that the role may call, as the function answers it", () => {
    const slashForm: Evidence = {
      ...NO_EVIDENCE,
      roleTables: {
        "shop/aws_lambda_function.authorizer": {
          buyer: { allow: ["GET/partner/*", "GET/partner/a"], deny: ["GET/partner/a/"] },
          // Has the matrix ask about /partner/a%2F, which is also read as /partner/a/.
          other: { allow: ["GET/partner/a%2F"], deny: [] },
        },
      },
    };
    expect(cell(shop(methods), "GET /partner/{id}", "jwt:buyer", slashForm).decision).toBe("allow");
  });

  test("may be open to a group where the authorizer trusts the user pool", () => {
    const environment = [{ variables: { ISSUER: "https://${aws_cognito_user_pool.people.endpoint}" } }];
    const trusting = shop(methods, { aws_lambda_function: { authorizer: { environment } } });
    expect(cell(trusting, "GET /partner/{id}", "group:user", table).decision).toBe("unknown");
  });
});

test("a caller without an identity source is told which one is missing", () => {
  const sources: Resources = {
    aws_apigatewayv2_authorizer: {
      gate: { identity_sources: ["$request.header.x-token", "$request.header.host"] },
    },
  };
  expect(
    cellAt(httpShop({ "GET /partner": LOCKED.gate }, sources), "GET /partner", "anonymous"),
  ).toMatchObject({
    decision: "deny",
    reason:
      "shop/aws_apigatewayv2_route.r0 takes only callers whom shop/aws_apigatewayv2_authorizer.gate admits: without $request.header.x-token, its function is not called",
  });
});
