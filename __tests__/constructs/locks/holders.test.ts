import { UsagePlan } from "../../../constructs/api/keys/usage-plan";
import { UsageTiers } from "../../../constructs/api/keys/usage-tiers";
import { SecuredApi } from "../../../constructs/api/secured-api";
import { AuthorizerSharing } from "../../../constructs/authorizers/shared-authorizer";
import { LambdaFunction } from "../../../constructs/functions/lambda-function";
import { RolePolicies } from "../../../constructs/roles/role-policies";
import { EncryptionKey } from "../../../constructs/state/encryption-key";
import { Table } from "../../../constructs/state/table";
import { access, apiProps, liveApi } from "../small-api";
import { all, functionFolder, only, statements, terraformOf } from "../terraform";

describe("holders of policies", () => {
  const terraform = terraformOf((stack) => {
    const api = new SecuredApi(stack, "api", apiProps());
    new RolePolicies(stack, "policies", {
      api,
      access,
      roleNames: { admin: "admin", user: "user" },
      samlRoleNames: { user: "company-user" },
      systemNames: { warehouse: { user: "warehouse" }, robot: { group: "robots" } },
    });
  });
  const opens = (policy: unknown) =>
    statements(policy).flatMap((each) =>
      each.Resource.map((arn: string) => arn.replace(/.*execution_arn\}\/live\//, "")),
    );

  test("a system may be an IAM user or a group, with the policy that its role would have", () => {
    expect(only(terraform, "aws_iam_user_policy")).toMatchObject({ user: "warehouse", name: "invoke-api" });
    expect(only(terraform, "aws_iam_group_policy")).toMatchObject({ group: "robots" });
    expect(opens(only(terraform, "aws_iam_user_policy").policy)).toEqual(["GET/pets"]);
    expect(opens(only(terraform, "aws_iam_group_policy").policy)).toEqual(["GET/pets"]);
  });

  test("users who sign in by SAML may call the methods of their role", () => {
    const of = (role: string) =>
      all(terraform, "aws_iam_role_policy").find((each) => each.role === role && each.name === "invoke-api")
        ?.policy;
    expect(of("company-user")).toBe(of("user"));
  });

  test("no policy opens anything but execute-api:Invoke", () => {
    for (const type of ["aws_iam_user_policy", "aws_iam_group_policy"]) {
      for (const each of statements(only(terraform, type).policy))
        expect(each.Action).toBe("execute-api:Invoke");
    }
  });
});

describe("an authorizer shared between accounts", () => {
  const owner = terraformOf((stack) => {
    const handler = new LambdaFunction(stack, "gate", {
      name: "gate",
      folder: functionFolder("health"),
      files: { "roles.json": '{"roles":{}}' },
    });
    new AuthorizerSharing(stack, "named", {
      handler,
      with: { apis: { shop: { region: "eu-central-1", accountId: "111111111111", apiId: "abc123" } } },
    });
    new AuthorizerSharing(stack, "everyone", { handler, with: { organization: "o-abcdefghij" } });
  });

  test("its owner lets named APIs or an organization invoke it, and no others", () => {
    const [named, organization] = all(owner, "aws_lambda_permission").sort((a, b) =>
      a.statement_id < b.statement_id ? -1 : 1,
    );
    expect(named).toMatchObject({
      principal: "apigateway.amazonaws.com",
      source_arn: "arn:aws:execute-api:eu-central-1:111111111111:abc123/authorizers/*",
    });
    expect(organization).toMatchObject({ principal: "*", principal_org_id: "o-abcdefghij" });
  });

  const using = (through: "api" | { role: string }) =>
    terraformOf((stack) => {
      const functionArn = "arn:aws:lambda:eu-central-1:222222222222:function:gate";
      liveApi(stack, { api: { jwtAuthorizer: { functionArn, through } } });
    });
  const custom = (terraform: ReturnType<typeof using>) =>
    all(terraform, "aws_api_gateway_authorizer").find((each) => each.name === "jwt");

  test("an API of another account names the function, gives no permission, and has a role where the owner requires one", () => {
    expect(custom(using("api"))?.authorizer_uri).toMatch(
      /:lambda:path\/2015-03-31\/functions\/arn:aws:lambda:eu-central-1:222222222222:function:gate\/invocations$/,
    );
    expect(custom(using("api"))).not.toHaveProperty("authorizer_credentials");
    const role = using({ role: "call-gate" });
    expect(custom(role)?.authorizer_credentials).toMatch(/:role\/call-gate$/);
    expect(all(role, "aws_iam_role").map((each) => each.name)).toContain("call-gate");
    const policy = all(role, "aws_iam_role_policy").find((each) => each.name === "invoke-authorizer")?.policy;
    expect(statements(policy)).toEqual([
      {
        Effect: "Allow",
        Action: "lambda:InvokeFunction",
        Resource: "arn:aws:lambda:eu-central-1:222222222222:function:gate",
      },
    ]);
    expect(
      all(using("api"), "aws_lambda_permission").filter((each) => /authorizers/.test(each.source_arn)),
    ).toEqual([]);
  });
});

describe("the authorizer's form", () => {
  const authorizer = (jwtOptions: { ttl?: number; form?: "token" | { request: string[] } }) =>
    all(
      terraformOf((stack) => {
        new SecuredApi(stack, "api", apiProps({ jwtOptions }));
      }),
      "aws_api_gateway_authorizer",
    ).find((each) => each.name === "jwt");

  test("TOKEN refuses text that is not a JWT before the function is invoked", () => {
    const expression = new RegExp(authorizer({})?.identity_validation_expression);
    expect(authorizer({})).toMatchObject({ type: "TOKEN", authorizer_result_ttl_in_seconds: 300 });
    expect([
      expression.test("Bearer a.b.c"),
      expression.test("Bearer abc"),
      expression.test("Basic a.b.c"),
    ]).toEqual([true, false, false]);
  });

  test("REQUEST caches policies by all identity sources, and 0 turns caching off", () => {
    expect(
      authorizer({
        ttl: 0,
        form: { request: ["method.request.header.Authorization", "context.httpMethod"] },
      }),
    ).toMatchObject({
      type: "REQUEST",
      identity_source: "method.request.header.Authorization,context.httpMethod",
      authorizer_result_ttl_in_seconds: 0,
    });
  });
});

describe("usage plans", () => {
  const api = { id: "a", stageName: "live" };

  test("each tier has its limits and its callers' keys, whose values AWS generates", () => {
    const terraform = terraformOf((stack) => {
      new UsageTiers(stack, "tiers", {
        name: "shop",
        api,
        tiers: {
          free: { ...access.limits, keys: ["anna"] },
          partner: { rate: 100, burst: 200, daily: 1_000_000, keys: ["berta"] },
        },
      });
    });
    expect(
      all(terraform, "aws_api_gateway_usage_plan").map((plan) => [
        plan.name,
        plan.throttle_settings,
        plan.quota_settings,
      ]),
    ).toEqual([
      ["shop-free", { rate_limit: 10, burst_limit: 20 }, { limit: 10_000, period: "DAY" }],
      ["shop-partner", { rate_limit: 100, burst_limit: 200 }, { limit: 1_000_000, period: "DAY" }],
    ]);
    for (const key of all(terraform, "aws_api_gateway_api_key")) expect(key).not.toHaveProperty("value");
  });

  test("single routes can have lower limits", () => {
    const terraform = terraformOf((stack) => {
      new UsagePlan(stack, "plan", {
        name: "shop",
        api,
        limits: access.limits,
        keys: [],
        throttles: { "GET /pets/{petId}": { rate: 1, burst: 2 } },
      });
    });
    expect(only(terraform, "aws_api_gateway_usage_plan").api_stages[0].throttle).toEqual([
      { path: "/pets/{petId}/GET", rate_limit: 1, burst_limit: 2 },
    ]);
  });
});

test("a table with a customer-managed key lets its function use the key, through DynamoDB only", () => {
  terraformOf((stack) => {
    const key = new EncryptionKey(stack, "key", { name: "shop", description: "", users: [] });
    const own = new Table(stack, "own", { name: "own", key: "id", encryptionKey: key });
    const plain = new Table(stack, "plain", { name: "plain", key: "id" });
    expect(plain.allow("dynamodb:GetItem")).toHaveLength(1);
    const [, use] = own.allow("dynamodb:GetItem");
    expect(use).toMatchObject({
      Resource: key.arn,
      Condition: { StringLike: { "kms:ViaService": "dynamodb.*.amazonaws.com" } },
    });
  });
});
