import { type Evidence, NO_EVIDENCE } from "../../../../terraform/access/matrix/evidence";
import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { type Resources, text } from "../../build/people";
import { cell, shop } from "../../build/shop";

const cognito = {
  authorization: "COGNITO_USER_POOLS",
  authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
};
const custom = { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" };

const trigger = (version = "V2_0"): Resources => ({
  aws_cognito_user_pool: {
    people: {
      lambda_config: [
        {
          pre_token_generation_config: [
            { lambda_arn: "${aws_lambda_function.trigger.arn}", lambda_version: version },
          ],
        },
      ],
    },
  },
});

const contract: Evidence = { ...NO_EVIDENCE, tokenScopes: ["shop/aws_lambda_function.trigger"] };

describe("a Cognito method without scopes", () => {
  const model = shop({ "GET /account": cognito });

  test.each([
    ["anonymous", "deny"],
    ["signed-in", "allow"],
    ["group:user", "allow"],
  ])("%s: %s", (principal, decision) => {
    expect(cell(model, "GET /account", principal).decision).toBe(decision);
  });

  test("is closed to app clients that the authorizer's expression does not fit", () => {
    const authorizer = {
      aws_api_gateway_authorizer: { pool: { identity_validation_expression: "another-client" } },
    };
    expect(cell(shop({ "GET /account": cognito }, authorizer), "GET /account", "signed-in").decision).toBe(
      "deny",
    );
  });
});

describe("a Cognito method that takes tokens of another pool", () => {
  const foreign = "arn:aws:cognito-idp:eu-west-1:999988887777:userpool/eu-west-1_Other";
  const takes = (...pools: readonly string[]): Resources => ({
    aws_api_gateway_authorizer: { pool: { provider_arns: pools } },
  });
  const ours = "${aws_cognito_user_pool.people.arn}";
  const column = "pool:999988887777/eu-west-1_Other";
  const methods = {
    "GET /account": cognito,
    "GET /orders": { ...cognito, authorization_scopes: ["shop/read"] },
  };

  test.each<[pools: readonly string[], route: string, principal: string, decision: string]>([
    [[ours, foreign], "GET /account", column, "allow"],
    [[ours, foreign], "GET /account", "signed-in", "allow"],
    [[foreign], "GET /account", column, "allow"],
    [[foreign], "GET /account", "signed-in", "deny"],
    [[foreign], "GET /account", "group:user", "deny"],
    [[ours, foreign], "GET /orders", column, "unknown"],
    [[ours, foreign], "GET /orders", "signed-in", "deny"],
  ])("%s: %s, %s: %s", (pools, route, principal, decision) => {
    expect(cell(shop(methods, takes(...pools)), route, principal).decision).toBe(decision);
  });

  test("has no column where no method takes them", () => {
    const model = shop({ "GET /account": { authorization: "AWS_IAM" } }, takes(ours, foreign));
    expect(accessMatrix(model).principals).not.toContain(column);
  });
});

describe("a Cognito method with scopes", () => {
  const methods = { "POST /products": { ...cognito, authorization_scopes: ["shop/user"] } };
  const asked = (principal: string, resources: Resources, evidence?: Evidence) =>
    cell(shop(methods, resources), "POST /products", principal, evidence);

  test("is open to a group by this project's trigger, and closed without the group", () => {
    expect(asked("group:user", trigger(), contract).decision).toBe("allow");
    expect(asked("signed-in", trigger(), contract).decision).toBe("deny");
  });

  test("is unknown where the trigger is not this project's", () => {
    expect(asked("group:user", trigger())).toMatchObject({
      decision: "unknown",
      reason: "The scopes of access tokens are decided at run time by shop/aws_lambda_function.trigger",
      source: { address: "shop/aws_lambda_function.trigger" },
    });
  });

  test("is closed to groups without a trigger, or with one that changes ID tokens only", () => {
    expect(asked("group:user", {}).decision).toBe("deny");
    expect(asked("group:user", trigger("V1_0"), contract).decision).toBe("deny");
  });

  test("is open to signed-in users by the scope that every sign-in gives", () => {
    const open = shop({
      "POST /products": { ...cognito, authorization_scopes: ["aws.cognito.signin.user.admin"] },
    });
    expect(cell(open, "POST /products", "signed-in").decision).toBe("allow");
  });
});

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

describe("an open route", () => {
  const matrix = accessMatrix(shop({ "ANY /{proxy+}": { authorization: "NONE" }, "POST /admin": custom }));

  test("is noted where it answers beside a guarded one", () => {
    expect(matrix.notes).toEqual([
      {
        address: "shop/aws_api_gateway_method.ANY__proxy__",
        message:
          "it also answers DELETE, GET, HEAD, OPTIONS, PATCH, PUT /admin, open to all callers: only POST (CUSTOM) is guarded there",
      },
    ]);
  });

  test("is allowed to every principal", () => {
    const open = matrix.routes.find(({ method }) => method === "ANY");
    expect(open?.cells.map(({ decision }) => decision)).toEqual(matrix.principals.map(() => "allow"));
  });
});
