import { type Evidence, NO_EVIDENCE } from "../../../../terraform/access/matrix/evidence";
import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import type { Resources } from "../../build/people";
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
  const column = "pool:eu-west-1_Other";
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
