import { ApiKeyService } from "../../../constructs/api/keys/api-key-service";
import { type Body, functionFolder, only, statements, terraformOf } from "../terraform";

const terraform = terraformOf((stack) => {
  new ApiKeyService(stack, "keys", {
    name: "shop-keys",
    folder: functionFolder("health"),
    plan: { id: "plan1" },
  });
});
const granted = statements(only(terraform, "aws_iam_role_policy").policy);
const gateway = granted.filter((each) => JSON.stringify(each.Action).includes("apigateway:"));

const place = (each: Body) => [each.Action, each.Resource.replace(/.*::/, "")];

test("the service creates and deletes keys with its own tag only, and reads none", () => {
  const keys = gateway.filter((each) => /apikeys/.test(each.Resource));
  expect(keys.map(place)).toEqual([
    ["apigateway:POST", "/apikeys"],
    ["apigateway:PUT", "/tags/arn*apikeys*"],
    ["apigateway:DELETE", "/apikeys/*"],
  ]);
  for (const each of keys) expect(Object.values(each.Condition.StringEquals)).toEqual(["plan1"]);
});

test("it reaches one usage plan, and nothing else of API Gateway", () => {
  const rest = gateway.filter((each) => !/apikeys/.test(each.Resource)).map(place);
  expect(rest).toEqual([
    ["apigateway:POST", "/usageplans/plan1/keys"],
    ["apigateway:GET", "/usageplans/plan1/usage"],
  ]);
  expect(JSON.stringify(gateway)).not.toMatch(/restapis|account|"apigateway:\*"/);
});

test("keys are stored under their owner's sub, and the table cannot be scanned", () => {
  expect(only(terraform, "aws_dynamodb_table").hash_key).toBe("sub");
  expect(JSON.stringify(granted)).not.toMatch(/dynamodb:(Scan|Query|UpdateItem|DeleteItem)/);
});

test("the function is told what the administrator allows", () => {
  expect(only(terraform, "aws_lambda_function").environment.variables).toMatchObject({
    USAGE_PLAN: "plan1",
    KEYS_PER_USER: "3",
    KEYS_PER_DAY: "10",
    KEY_TAG: "gatehouse-self-service",
  });
});

test("the stage does not wait for it, so that its plan may cover the stage", () => {
  terraformOf((stack) => {
    const { handler } = new ApiKeyService(stack, "keys", {
      name: "shop-keys",
      folder: functionFolder("health"),
      plan: { id: "plan1" },
    });
    expect(handler.awaited).toBe(false);
  });
});
