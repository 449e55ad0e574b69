import { merged, type Resources } from "../build/people";
import { shop } from "../build/shop";
import { behind, FRONT, front, OF_ANOTHER, OF_ANY_ACCOUNT, permission, pets, url } from "./fronts";

type Case = readonly [
  name: string,
  resources: Resources,
  weight: "danger" | "warning" | undefined,
  message?: string,
];

/** A function's name and its ARNs, as permissions and URLs take them. */
/** One that is written out may be another than the account that nothing tells. */
const OWN_ACCOUNT = '${split(":", aws_lambda_function.trigger.arn)[4]}';

const NAMES = [
  "trigger",
  "trigger:live",
  "123456789012:function:trigger",
  "123456789012:function:trigger:live",
  "arn:aws:lambda:us-east-1:123456789012:function:trigger:live",
  "${aws_lambda_function.trigger.arn}",
  "${aws_lambda_function.trigger.qualified_arn}",
];
const LIVE: Resources = {
  aws_lambda_alias: { live: { name: "live", function_name: "trigger", function_version: "1" } },
};
const RANDOM: Resources = { random_id: { x: {} } };
const UNKNOWN = "${random_id.x.hex}";

/** Of a model in which the resources stand beside `GET /pets`. */
const noticesBeside = (resources: Resources) =>
  shop(
    { "GET /pets": { authorization: "AWS_IAM" } },
    [behind("GET_pets", pets), RANDOM, resources].reduce(merged),
  ).notices;

/** What stands beside `GET /pets`, a method AWS_IAM of the same function. */
const cases: readonly Case[] = [
  [
    "the same route of an HTTP API",
    front("GET /pets"),
    "danger",
    "every caller may call the function that is behind shop/aws_api_gateway_method.GET_pets (AWS_IAM) through GET /pets of front",
  ],
  ["a route that takes all", front("$default"), "danger"],
  ["a greedy route", front("ANY /{proxy+}"), "danger"],
  ["another route", front("GET /health"), "warning"],
  ["another verb", front("POST /pets"), "warning"],
  ["a route with a lock", front("GET /pets", { authorization_type: "AWS_IAM" }), undefined],
  [
    "a URL",
    url("NONE"),
    "danger",
    "authorization_type is NONE: every caller may call the function that is behind",
  ],
  ["a URL of an alias", url("NONE", { qualifier: "live" }), "danger"],
  ["a URL that takes signatures", url("AWS_IAM"), undefined],
  ["a permission for every principal", permission("*"), "danger", "principal is *"],
  ["a permission for all that Lambda does", permission("*", { action: "lambda:*" }), "danger"],
  ["a permission by a pattern", permission("*", { action: "lambda:Invoke*" }), "danger"],
  ["a permission to read it", permission("*", { action: "lambda:GetFunction" }), undefined],
  [
    "a permission for every member of an organization",
    permission("*", { principal_org_id: "o-1" }),
    "warning",
    "all accounts of the organization o-1 may invoke the function that is behind shop/aws_api_gateway_method.GET_pets",
  ],
  [
    "a permission for a service of an organization",
    permission("elasticloadbalancing.amazonaws.com", { principal_org_id: "o-1" }),
    undefined,
  ],
  [
    "a permission for every service, for another account",
    permission("*", { source_account: "999999999999" }),
    "warning",
    "for resources of the account 999999999999",
  ],
  [
    "a permission for every service, for this account",
    permission("*", { source_account: OWN_ACCOUNT }),
    undefined,
  ],
  ...NAMES.flatMap((function_name): Case[] => [
    [`another account, by ${function_name}`, permission("999999999999", { function_name }), "warning"],
    [
      `a load balancer, by ${function_name}`,
      permission("elasticloadbalancing.amazonaws.com", { function_name }),
      "warning",
    ],
    [`the URL, by ${function_name}`, url("NONE", { function_name }), "danger"],
  ]),
  [
    "another account, by an alias",
    merged(LIVE, permission("999999999999", { function_name: "${aws_lambda_alias.live.arn}" })),
    "warning",
  ],
  ["another account, of another function", permission("999999999999", { function_name: "other" }), undefined],
  [
    "another account, of a function that is not known",
    permission("999999999999", { function_name: UNKNOWN }),
    "warning",
    "999999999999 may invoke a function that is not known (",
  ],
  [
    "the URL of a function that is not known",
    url("NONE", { function_name: UNKNOWN }),
    "warning",
    "every caller may call a function that is not known (",
  ],
  [
    "a permission of the URL for every account, for either type",
    permission("*", { action: "lambda:InvokeFunctionUrl" }),
    "danger",
    "every AWS account may call the function's URL",
  ],
  ["a permission for any API", permission("apigateway.amazonaws.com"), "danger", "it has no source_arn"],
  [
    "a permission for any account's API",
    permission("apigateway.amazonaws.com", { source_arn: OF_ANY_ACCOUNT }),
    "danger",
    "source_arn names no account",
  ],
  [
    "a permission for another account's API",
    permission("apigateway.amazonaws.com", { source_arn: OF_ANOTHER }),
    "warning",
    "for APIs of the account 999999999999",
  ],
  [
    "a permission for any account's API in a region that is not known",
    permission("apigateway.amazonaws.com", { source_arn: "arn:aws:execute-api:${var.region}:*:*/*/*" }),
    "danger",
    "source_arn names no account",
  ],
  [
    "a permission for every API of an account that source_account names beside the ARN",
    permission("apigateway.amazonaws.com", { source_arn: OF_ANY_ACCOUNT, source_account: "999999999999" }),
    "warning",
    "for APIs of the account 999999999999",
  ],
  [
    "a permission for another account's API in a region that is not known",
    permission("apigateway.amazonaws.com", {
      source_arn: "arn:aws:execute-api:${var.region}:999999999999:abc/*/*",
    }),
    "warning",
    "for APIs of the account 999999999999",
  ],
  [
    "a permission for an own API, with the account written out",
    permission("apigateway.amazonaws.com", {
      source_arn: "arn:aws:execute-api:us-east-1:999999999999:${aws_api_gateway_rest_api.shop.id}/*/*",
    }),
    undefined,
  ],
  [
    "a permission for an own API, in an account that is not known",
    permission("apigateway.amazonaws.com", {
      source_arn: "arn:aws:execute-api:us-east-1:${var.account}:${aws_api_gateway_rest_api.shop.id}/*/*",
    }),
    undefined,
  ],
  [
    "a permission for every API of this account, in a region that is not known",
    permission("apigateway.amazonaws.com", {
      source_arn: `arn:aws:execute-api:\${var.region}:${OWN_ACCOUNT}:*/*/*`,
    }),
    undefined,
  ],
  [
    "a permission for an own API",
    permission("apigateway.amazonaws.com", {
      source_arn: "${aws_api_gateway_rest_api.shop.execution_arn}/*/*/*",
    }),
    undefined,
  ],
  [
    "a permission for another account",
    permission("999999999999"),
    "warning",
    "999999999999 may invoke the function that is behind shop/aws_api_gateway_method.GET_pets",
  ],
  ["a permission for another account's role", permission("arn:aws:iam::999999999999:role/x"), "warning"],
  ["a permission for a role of this account", permission(`arn:aws:iam::${OWN_ACCOUNT}:role/x`), undefined],
  [
    "a load balancer",
    permission("elasticloadbalancing.amazonaws.com"),
    "warning",
    "a load balancer may invoke",
  ],
  ["a queue", permission("sqs.amazonaws.com"), undefined],
  [
    "a permission of the URL for every account",
    permission("*", { action: "lambda:InvokeFunctionUrl", function_url_auth_type: "AWS_IAM" }),
    "danger",
    "every AWS account may call the function's URL",
  ],
  [
    "the permission of an open URL",
    permission("*", { action: "lambda:InvokeFunctionUrl", function_url_auth_type: "NONE" }),
    undefined,
  ],
];

for (const [name, resources, weight, message = ""] of cases)
  test(name, () => {
    const found = noticesBeside(resources).filter(
      (notice) => FRONT.test(notice.address) && notice.weight !== undefined,
    );
    expect(found.map((notice) => notice.weight)).toEqual(weight === undefined ? [] : [weight]);
    expect(found[0]?.message ?? "").toContain(message);
  });

test.each<[string, Resources, string]>([
  ["who", permission(UNKNOWN), "who may invoke the function that is behind"],
  ["what", permission("*", { action: UNKNOWN }), "who may invoke the function that is behind"],
  ["for which account", permission("*", { source_account: UNKNOWN }), "for which account's resources"],
])("a permission that does not tell %s is noticed", (_, resources, message) => {
  expect(noticesBeside(resources)).toContainEqual(
    expect.objectContaining({ message: expect.stringContaining(message), unread: expect.anything() }),
  );
});
