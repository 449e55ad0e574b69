import { ApiKeyService } from "../../constructs/api/api-key-service";
import { functionFolder, only, statements, terraformOf } from "./terraform";

const terraform = terraformOf((stack) => {
  new ApiKeyService(stack, "keys", {
    name: "shop-keys",
    folder: functionFolder("health"),
    plan: { id: "plan1" },
  });
});
const granted = statements(only(terraform, "aws_iam_role_policy").policy);
const gateway = granted.filter((each) => JSON.stringify(each.Action).includes("apigateway:"));

test("the service makes, reads, changes and deletes keys with its own tag, and no others", () => {
  const keys = gateway.filter((each) => /\/apikeys|\/tags/.test(each.Resource));
  expect(keys).toHaveLength(3);
  for (const each of keys) expect(Object.values(each.Condition.StringEquals)).toEqual(["plan1"]);
});

test("it reaches one usage plan, and nothing else of API Gateway", () => {
  const rest = gateway
    .filter((each) => !/\/apikeys|\/tags/.test(each.Resource))
    .map((each) => [each.Action, each.Resource.replace(/.*::/, "")]);
  expect(rest).toEqual([
    ["apigateway:POST", "/usageplans/plan1/keys"],
    ["apigateway:GET", "/usageplans/plan1/usage"],
  ]);
  expect(JSON.stringify(gateway)).not.toMatch(/restapis|account|"apigateway:\*"/);
});

test("whose key is whose stands under the caller's sub, and no user's list can be scanned", () => {
  expect(only(terraform, "aws_dynamodb_table").hash_key).toBe("sub");
  expect(JSON.stringify(granted)).not.toMatch(/dynamodb:(Scan|Query|DeleteItem)/);
});
