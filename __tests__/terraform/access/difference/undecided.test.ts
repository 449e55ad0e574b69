import { difference, hiddenParts, outcomeOf } from "../../../../terraform/access/difference";
import type { Resources } from "../../build/people";
import { side } from "./sides";

const iam = { authorization: "AWS_IAM" };
const shop = (resources: Resources = {}) => side({ "GET /pets": iam }, resources);
const stack = (body: string): Resources => ({
  aws_cloudformation_stack: { made: { name: "made", template_body: body } },
});
const member = (of: Readonly<Record<string, unknown>>): Resources => ({
  aws_cognito_user_pool: { other: { name: "other" } },
  aws_cognito_user_in_group: { admin: { group_name: "admin", ...of } },
});
const method = (of: Readonly<Record<string, unknown>>) => side({ "GET /pets": { ...iam, ...of } });

interface Case {
  readonly base: ReturnType<typeof side>;
  readonly head: ReturnType<typeof side>;
  /** `RESOURCE argument: why` */
  readonly says: readonly string[];
}

/** What is not read, on one side or with a difference. */
const cases: Readonly<Record<string, Case>> = {
  "a CloudFormation stack that is new": {
    base: shop(),
    head: shop(stack("{}")),
    says: [
      "shop/aws_cloudformation_stack.made: what the CloudFormation stack makes is not read (on the new side only)",
    ],
  },
  "a product of a service catalog": {
    base: shop(),
    head: shop({ aws_servicecatalog_provisioned_product: { made: { name: "made", product_name: "api" } } }),
    says: [
      "shop/aws_servicecatalog_provisioned_product.made: what the provisioned product makes is not read (on the new side only)",
    ],
  },
  "a CloudFormation stack that is gone": {
    base: shop(stack("{}")),
    head: shop(),
    says: [
      "shop/aws_cloudformation_stack.made: what the CloudFormation stack makes is not read (on the old side only)",
    ],
  },
  "another template": {
    base: shop(stack('{"Resources": {}}')),
    head: shop(stack('{"Resources": {"x": {}}}')),
    says: [
      "shop/aws_cloudformation_stack.made template_body: what the CloudFormation stack makes is not read (it differs)",
    ],
  },
  "the same template, laid out otherwise": {
    base: shop(stack('{"Resources": {}}')),
    head: shop(stack('{\n  "Resources": {}\n}')),
    says: [],
  },
  "a member of a group, of a user pool that is not in the Terraform": {
    base: shop(member({ user_pool_id: "eu-west-1_abc", username: "alice" })),
    head: shop(member({ user_pool_id: "eu-west-1_abc", username: "mallory" })),
    says: [
      "shop/aws_cognito_user_in_group.admin username: members of groups that the Terraform names are not made here (it differs)",
    ],
  },
  "a member of a group, of a user pool that no API has": {
    base: shop(member({ user_pool_id: "${aws_cognito_user_pool.other.id}", username: "alice" })),
    head: shop(member({ user_pool_id: "${aws_cognito_user_pool.other.id}", username: "mallory" })),
    says: [],
  },
  "an organization's policy that is gone": {
    base: shop({ aws_organizations_policy: { all: { name: "all", content: "{}" } } }),
    head: shop(),
    says: [
      "shop/aws_organizations_policy.all: service control policies are not evaluated: they can only narrow (on the old side only)",
    ],
  },
  "a type of Cloud Control": {
    base: shop(),
    head: shop({ aws_cloudcontrolapi_resource: { made: { type_name: "AWS::IAM::RolePolicy" } } }),
    says: [
      "shop/aws_cloudcontrolapi_resource.made: the resource that Cloud Control makes is not read (on the new side only)",
    ],
  },
  "a type that is not known, of a family that decides": {
    base: shop(),
    head: shop({ awscc_lambda_permission: { made: { principal: "*" } } }),
    says: [
      "shop/awscc_lambda_permission.made: resources of the type awscc_lambda_permission are not understood, so what they open or close is not known (on the new side only)",
    ],
  },
  "a type that is not known, of no such family": {
    base: shop(),
    head: shop({ aws_ecs_cluster: { made: { name: "made" } } }),
    says: [],
  },
  "an argument that is not known": {
    base: method({ wish: "a" }),
    head: method({ wish: "b" }),
    says: [
      "shop/aws_api_gateway_method.GET_pets wish: the argument wish is not known, and its value differs",
    ],
  },
  "an argument that is not known, of a method that is gone": {
    base: side({ "GET /pets": iam, "GET /fish": { ...iam, wish: "a" } }),
    head: side({ "GET /pets": iam }),
    says: [
      "shop/aws_api_gateway_method.GET_fish wish: the argument wish is not known, and its value differs",
    ],
  },
  "settings of a stage that is not there": {
    base: shop(),
    head: shop({
      aws_api_gateway_method_settings: {
        odd: {
          rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
          stage_name: "gone",
          method_path: "*/*",
          settings: [{ metrics_enabled: true }],
        },
      },
    }),
    says: [],
  },
};

test.each(Object.entries(cases))("%s", (_, { base, head, says }) => {
  const { undecided, ...found } = difference(base, head);
  expect(
    undecided.map(
      ({ argument, resource, why }) => `${[resource, argument].filter(Boolean).join(" ")}: ${why}`,
    ),
  ).toEqual(says);
  expect(outcomeOf({ ...found, undecided })).toBe(says.length > 0 ? "cannot-tell" : "unchanged");
});

test("the same side twice has nothing that cannot be told", () => {
  for (const { base, head } of Object.values(cases))
    for (const one of [base, head]) expect(difference(one, one).undecided).toEqual([]);
});

test("what may hold routes or grants is hidden, and an argument is not", () => {
  expect(hiddenParts(shop(stack("{}")).model.notices)).toEqual([
    {
      resource: "shop/aws_cloudformation_stack.made",
      why: "what the CloudFormation stack makes is not read",
    },
  ]);
  expect(hiddenParts(method({ wish: "a" }).model.notices)).toEqual([]);
});
