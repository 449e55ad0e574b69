import { systemRoles } from "../../../terraform/access/matrix/systems";
import { readTerraform } from "../../../terraform/read";
import { type Document, shop, sources } from "../build/stacks";

const read = (edit: (stacks: { api: Document; identity: Document }) => void = () => {}) => {
  const stacks = shop();
  edit(stacks);
  return readTerraform({ kind: "stacks", stacks: sources(stacks) }, { strict: true });
};

describe("policies come from", () => {
  const statement = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statement });
  const addresses = (edit: Parameters<typeof read>[0]) =>
    read(edit)
      .roles.find(({ name }) => name === "shop-stock")
      ?.policies.map(({ address }) => address);

  test("a managed policy attached", () => {
    const found = addresses(({ api }) => {
      api.resource.aws_iam_policy = { p: { name: "p", policy: text } };
      api.resource.aws_iam_role_policy_attachment = {
        p: { role: "${aws_iam_role.stock.name}", policy_arn: "${aws_iam_policy.p.arn}" },
      };
    });
    expect(found).toEqual(["api/aws_iam_role_policy.stock", "api/aws_iam_policy.p"]);
  });

  test("the role's own blocks", () => {
    const found = addresses(({ api }) => {
      api.resource.aws_iam_role.stock.inline_policy = [{ name: "p", policy: text }];
    });
    expect(found).toEqual(["api/aws_iam_role.stock", "api/aws_iam_role_policy.stock"]);
  });

  test("AWS, with a text that is not known", () => {
    const model = read(({ api }) => {
      api.resource.aws_iam_role.stock.managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"];
    });
    const role = model.roles.find(({ name }) => name === "shop-stock");
    expect(role?.policies.at(-1)).toEqual({
      address: "api/aws_iam_role.stock",
      name: "arn:aws:iam::aws:policy/ReadOnlyAccess",
      document: { unknown: "the text of arn:aws:iam::aws:policy/ReadOnlyAccess is not in this Terraform" },
    });
  });

  test("a policy document data source", () => {
    const model = read(({ api }) => {
      api.data.aws_iam_policy_document = {
        base: { statement: [{ sid: "a", actions: ["s3:*"], resources: ["*"] }] },
        p: {
          source_policy_documents: ["${data.aws_iam_policy_document.base.json}"],
          statement: [
            {
              sid: "a",
              effect: "Deny",
              actions: ["execute-api:Invoke"],
              resources: ["${aws_api_gateway_rest_api.shop.execution_arn}/*/&{aws:username}"],
              condition: [
                { test: "StringEquals", variable: "a:b", values: ["1"] },
                { test: "StringEquals", variable: "a:b", values: ["2"] },
              ],
            },
          ],
        },
      };
      api.resource.aws_iam_role_policy.stock.policy = "${data.aws_iam_policy_document.p.json}";
    });
    expect(model.roles.find(({ name }) => name === "shop-stock")?.policies[0]?.document).toEqual({
      version: "2012-10-17",
      statements: [
        {
          sid: "a",
          effect: "Deny",
          actions: ["execute-api:Invoke"],
          resources: [`${model.apis[0]?.executionArn}/*/\${aws:username}`],
          conditions: [{ operator: "StringEquals", key: "a:b", values: ["1", "2"] }],
        },
      ],
    });
  });

  test("text with an unknown part: the policy is unknown, and says of what", () => {
    const model = read(({ api }) => {
      api.resource.aws_kms_key = { k: {} };
      api.resource.aws_iam_role_policy.stock.policy = "${jsonencode({a = aws_kms_key.k.arn})}";
    });
    expect(model.roles.find(({ name }) => name === "shop-stock")?.policies[0]?.document).toEqual({
      unknown: "api/aws_kms_key.k.arn: known after apply",
    });
    expect(systemRoles(model).map(({ name }) => name)).toEqual(["shop-stock"]);
  });
});
