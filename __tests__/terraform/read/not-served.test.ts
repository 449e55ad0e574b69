import { readServed } from "../../../terraform/read";
import { resolveTerraform } from "../../../terraform/sources";
import { type Resources, trust } from "../build/people";
import { type Methods, shopDocument } from "../build/shop";

/** What the gate leaves out where a part of the Terraform is not understood: every method that it may touch, and no other. */

const methods: Methods = {
  "GET /open": { authorization: "NONE" },
  "GET /iam": { authorization: "AWS_IAM" },
  "GET /pool": {
    authorization: "COGNITO_USER_POOLS",
    authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
  },
  "GET /key": { authorization: "NONE", api_key_required: true },
};

const ALL = Object.keys(methods);

function served(resources: Resources, accepted: readonly string[] = []) {
  const document = shopDocument(methods, resources);
  const source = { kind: "stacks", stacks: [{ name: "shop", document }] } as const;
  const { model, unserved } = readServed(resolveTerraform(source), { accepted });
  const [api] = model.apis;
  const stopped = (api?.methods ?? []).filter((method) => method.unserved !== undefined);
  return {
    stopped: stopped.map(({ path, verb }) => `${verb} ${path}`),
    all: api?.methods.length,
    parts: unserved.map(({ address, argument }) => [address.replace("shop/", ""), argument]),
    unknownPaths: api?.unserved !== undefined,
  };
}

// The methods have no integration: their locks hold without it.
test("all that is understood is served", () => {
  expect(served({})).toEqual({ stopped: [], all: 4, parts: [], unknownPaths: false });
});

const api = "${aws_api_gateway_rest_api.shop.id}";
const unknown = "${data.aws_ssm_parameter.p.value}";

/** Another resource, the methods that are not served for it, and the parts that are named. */
const cases: readonly [what: string, Resources, stopped: readonly string[], parts: readonly unknown[]][] = [
  [
    "a type that may decide touches all",
    { aws_api_gateway_wish: { x: {} } },
    ALL,
    [["aws_api_gateway_wish.x", undefined]],
  ],
  ["a type that decides nothing touches none", { random_wish: { x: {} } }, [], []],
  [
    "an argument of a role touches what is signed",
    { aws_iam_role: { other: { name: "o", assume_role_policy: trust(), wish: true } } },
    ["GET /iam"],
    [["aws_iam_role.other", "wish"]],
  ],
  [
    "an argument of a usage plan touches what asks for a key",
    { aws_api_gateway_usage_plan: { p: { name: "p", wish: true } } },
    ["GET /key"],
    [["aws_api_gateway_usage_plan.p", "wish"]],
  ],
  [
    "an unknown client touches what has a lock",
    { aws_cognito_user_pool_client: { c: { name: "c", user_pool_id: unknown } } },
    ["GET /iam", "GET /pool", "GET /key"],
    [["aws_cognito_user_pool_client.c", "user_pool_id"]],
  ],
  [
    "an authorizer touches its methods",
    {
      aws_api_gateway_authorizer: {
        pool: {
          name: "pool",
          type: "COGNITO_USER_POOLS",
          rest_api_id: api,
          provider_arns: [unknown],
        },
      },
    },
    ["GET /pool"],
    [
      ["aws_api_gateway_authorizer.pool", "provider_arns"],
      ["aws_api_gateway_method.GET_pool", undefined],
    ],
  ],
  [
    "a path that is not known may be any path",
    { aws_api_gateway_resource: { x: { rest_api_id: api, parent_id: unknown, path_part: "x" } } },
    ALL,
    [["aws_api_gateway_resource.x", "parent_id"]],
  ],
  [
    "a function that makes tokens touches what has a lock",
    {
      aws_lambda_function: { trigger: { wish: true } },
      aws_cognito_user_pool: {
        people: { lambda_config: [{ pre_authentication: "${aws_lambda_function.trigger.arn}" }] },
      },
    },
    ["GET /iam", "GET /pool", "GET /key"],
    [["aws_lambda_function.trigger", "wish"]],
  ],
  [
    "a function that nothing names touches none",
    { aws_lambda_function: { trigger: { wish: true } } },
    [],
    [["aws_lambda_function.trigger", "wish"]],
  ],
  [
    "a policy that is none touches what is signed",
    {
      aws_iam_role_policy: {
        p: { name: "p", role: "${aws_iam_role.user.name}", policy: '{"Statement": {}}' },
      },
    },
    ["GET /iam"],
    [["aws_iam_role_policy.p", undefined]],
  ],
  [
    "two arguments of one resource are both named",
    { aws_iam_role: { other: { name: "o", assume_role_policy: trust(), wish: true, hope: true } } },
    ["GET /iam"],
    [
      ["aws_iam_role.other", "wish"],
      ["aws_iam_role.other", "hope"],
    ],
  ],
];

test.each(cases)("%s", (_, resources, stopped, parts) => {
  const found = served(resources);
  expect(found.stopped.sort()).toEqual([...stopped].sort());
  expect(found.all).toBe(4);
  expect(found.parts).toEqual(parts);
});

test("a stage that only a client certificate reaches is not served, unless that is accepted", () => {
  const resources: Resources = {
    aws_api_gateway_rest_api: { shop: { disable_execute_api_endpoint: true } },
    aws_api_gateway_domain_name: {
      d: {
        domain_name: "shop.example.com",
        mutual_tls_authentication: [{ truststore_uri: "s3://trust/store.pem" }],
      },
    },
    aws_api_gateway_base_path_mapping: {
      m: {
        api_id: api,
        stage_name: "${aws_api_gateway_stage.live.stage_name}",
        domain_name: "${aws_api_gateway_domain_name.d.domain_name}",
      },
    },
  };
  const found = served(resources);
  expect(found.stopped).toEqual(ALL);
  expect(found.parts).toEqual([["aws_api_gateway_stage.live", undefined]]);
  expect(served(resources, ["shop/aws_api_gateway_stage.live"]).stopped).toEqual([]);
});
