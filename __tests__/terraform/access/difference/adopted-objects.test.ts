import { difference } from "../../../../terraform/access/difference";
import { merged } from "../../build/people";
import { shopDocument } from "../../build/shop";
import { sideOf } from "./sides";

const PETS = { "GET /pets": { authorization: "AWS_IAM" } };
const block = (id: string, to = "${aws_lambda_function.x}") => ({ to, id });
const lambda = (more: object = {}) => ({
  aws_lambda_function: { x: { function_name: "other", filename: "a.zip", ...more } },
});
const shop = (resources: Parameters<typeof shopDocument>[1], ...blocks: readonly object[]) =>
  sideOf([{ name: "shop", document: { ...shopDocument(PETS, resources), import: blocks } }]);

const ADOPTED =
  "an import block binds it to an object that is there: which one that is, and what applying changes of it, is not known here";
const pools = { aws_cognito_user_pool: { a: { for_each: ["one", "two"], name: "${each.key}" } } };
const pool = (key: string) => `shop/aws_cognito_user_pool.a["${key}"]`;

test.each([
  ["a new resource", shop({}), shop(lambda(), block("gate")), ["shop/aws_lambda_function.x"]],
  ["a resource that is there", shop(lambda()), shop(lambda(), block("gate")), ["shop/aws_lambda_function.x"]],
  [
    "another object",
    shop(lambda(), block("gate")),
    shop(lambda(), block("app")),
    ["shop/aws_lambda_function.x import"],
  ],
  ["the same block as before", shop(lambda(), block("gate")), shop(lambda(), block("gate")), []],
  ["a block that was done", shop(lambda(), block("gate")), shop(lambda()), []],
  [
    "the plain address of a .tf.json",
    shop({}),
    shop(lambda(), block("gate", "aws_lambda_function.x")),
    ["shop/aws_lambda_function.x"],
  ],
  ["one instance", shop(pools), shop(pools, block("a", '${aws_cognito_user_pool.a["one"]}')), [pool("one")]],
  [
    "instances by for_each",
    shop(pools),
    shop(pools, { for_each: { one: "a" }, to: "${aws_cognito_user_pool.a[each.key]}", id: "${each.value}" }),
    [pool("one"), pool("two")],
  ],
  [
    "a resource without a say",
    shop({}),
    shop({ aws_cloudwatch_log_group: { l: { name: "l" } } }, block("l", "${aws_cloudwatch_log_group.l}")),
    [],
  ],
] as const)("an import block adopts an object: %s", (_, base, head, expected) => {
  const found = difference(base, head).undecided.filter(({ why }) => why.startsWith(ADOPTED));
  expect(found.map(({ argument, resource }) => [resource, argument].filter(Boolean).join(" "))).toEqual(
    expected,
  );
});

/** A method whose authorizer is the function `authorizer`. */
const LOCKED = {
  "GET /pets": { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" },
};
const alias = (more: object) => ({
  aws_lambda_alias: { x: { name: "live", function_version: "1", ...more } },
});
const live = {
  aws_lambda_alias: {
    live: { name: "live", function_name: "authorizer", function_version: "2" },
  },
  aws_api_gateway_authorizer: { lambda: { authorizer_uri: "${aws_lambda_alias.live.invoke_arn}" } },
};

test.each([
  [
    "the function of an authorizer",
    {},
    { aws_lambda_function: { x: { function_name: "authorizer", filename: "b.zip" } } },
    "shop/aws_lambda_function.x: its function_name is also that of shop/aws_lambda_function.authorizer: what it is is unknown here (on the new side only)",
  ],
  [
    "the alias of an authorizer",
    live,
    alias({ function_name: "${aws_lambda_function.authorizer.arn}" }),
    "shop/aws_lambda_alias.x: its function_name and name are also that of shop/aws_lambda_alias.live: what it is is unknown here (on the new side only)",
  ],
])("a second resource is the same object: %s", (_, more, second, expected) => {
  const before = sideOf([{ name: "shop", document: shopDocument(LOCKED, more) }]);
  const after = sideOf([{ name: "shop", document: shopDocument(LOCKED, merged(more, second)) }]);
  expect(difference(before, after).undecided.map(({ resource, why }) => `${resource}: ${why}`)).toEqual([
    expected,
  ]);
  expect(difference(after, after).undecided).toEqual([]);
});
