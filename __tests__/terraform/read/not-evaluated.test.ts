import { readTerraform } from "../../../terraform/read";
import { type Document, shop, sources } from "../build/stacks";

const read = (edit: (stacks: { api: Document; identity: Document }) => void = () => {}) => {
  const stacks = shop();
  edit(stacks);
  return readTerraform({ kind: "stacks", stacks: sources(stacks) }, { strict: true });
};

describe("what is not evaluated is announced", () => {
  test.each<[string, (resource: Document) => void, string]>([
    [
      "a web ACL",
      (r) => {
        r.aws_wafv2_web_acl = { acl: {} };
      },
      "api/aws_wafv2_web_acl.acl",
    ],
    [
      "scopes without Cognito",
      (r) => {
        r.aws_api_gateway_method["get-pets"].authorization_scopes = ["a"];
      },
      "api/aws_api_gateway_method.get-pets",
    ],
    [
      "an authorizer that has no effect",
      (r) => {
        r.aws_api_gateway_method["get-health"].authorizer_id = "x";
      },
      "api/aws_api_gateway_method.get-health",
    ],
    [
      "a canary",
      (r) => {
        r.aws_api_gateway_stage.dev.canary_settings = { percent_traffic: 5 };
      },
      "api/aws_api_gateway_stage.dev",
    ],
    [
      "a permission beside the API",
      (r) => {
        r.aws_lambda_permission.fn.action = "lambda:InvokeFunctionUrl";
      },
      "api/aws_lambda_permission.fn",
    ],
    [
      "a permission for another account",
      (r) => {
        r.aws_lambda_permission.fn.source_account = "1";
      },
      "api/aws_lambda_permission.fn",
    ],
    [
      "a policy of a role elsewhere",
      (r) => {
        r.aws_iam_role_policy.stock.role = "elsewhere";
      },
      "api/aws_iam_role_policy.stock",
    ],
  ])("%s", (_, edit, address) => {
    const { notices } = read(({ api }) => edit(api.resource));
    expect(notices.map((notice) => notice.address)).toEqual([address]);
  });

  test("nothing, where everything is evaluated", () => {
    expect(read().notices).toEqual([]);
  });
});
