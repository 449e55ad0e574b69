import { accessChanges } from "../../../../terraform/access/difference/access-changes";
import { accessMatrix } from "../../../../terraform/access/matrix";
import { merged, type Resources, text } from "../../build/people";
import { cell, policy, shop } from "../../build/shop";

const FUNCTION = "${aws_lambda_function.trigger.arn}";
const URL_ONLY = "lambda:InvokeFunctionUrl";
const INVOKE = "lambda:InvokeFunction";

const url = (more: object): Resources => ({
  aws_lambda_function_url: {
    trigger: { function_name: "${aws_lambda_function.trigger.function_name}", ...more },
  },
});
const signed = url({ authorization_type: "AWS_IAM" });
const alias = url({ authorization_type: "AWS_IAM", qualifier: "live" });

/** A statement of the identity policy of the group's role. */
const own = (actions: readonly string[], Resource = FUNCTION, more: object = {}): Resources =>
  policy({ Effect: "Allow", Action: actions, Resource, ...more });

const permission = (name: string, principal: string, action: string, more: object = {}): Resources => ({
  aws_lambda_permission: {
    [name]: {
      function_name: "${aws_lambda_function.trigger.function_name}",
      principal,
      action,
      ...more,
    },
  },
});

const both = (principal: string, more: object = {}): Resources =>
  merged(
    permission("url", principal, URL_ONLY, { function_url_auth_type: "AWS_IAM", ...more }),
    permission("invoke", principal, INVOKE, { invoked_via_function_url: true, ...more }),
  );

const robot: Resources = {
  aws_iam_role: {
    robot: {
      name: "robot",
      assume_role_policy: text([
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } },
      ]),
    },
  },
};

const RANDOM: Resources = { random_id: { x: {} } };

type Case = readonly [name: string, resources: readonly Resources[], principal: string, decision: string];

const cases: readonly Case[] = [
  ["without a lock", [url({ authorization_type: "NONE" })], "anonymous", "allow"],
  ["without a lock", [url({ authorization_type: "NONE" })], "group:user", "allow"],
  [
    "with a lock that is not known",
    [url({ authorization_type: "${random_id.x.hex}" }), { random_id: { x: {} } }],
    "anonymous",
    "unknown",
  ],
  ["of an unknown type", [url({ authorization_type: "JWT" })], "anonymous", "unknown"],
  ["signed, for all", [signed], "anonymous", "deny"],
  ["signed, without a policy", [signed], "group:user", "deny"],
  ["signed, by an own policy", [signed, own([URL_ONLY, INVOKE])], "group:user", "allow"],
  ["signed, by a policy on all of Lambda", [signed, own(["lambda:*"], "*")], "group:user", "allow"],
  ["signed, by a policy on the API", [signed, own(["execute-api:Invoke"], "*")], "group:user", "deny"],
  [
    "signed, by a policy on another function",
    [signed, own(["lambda:*"], `${FUNCTION}2`)],
    "group:user",
    "deny",
  ],
  ["signed, with one of two actions", [signed, own([URL_ONLY])], "group:user", "unknown"],
  ["signed, with the other action only", [signed, own([INVOKE])], "group:user", "deny"],
  [
    "signed, by a policy about URLs that take all callers",
    [
      signed,
      own(["lambda:*"], "*", { Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } } }),
    ],
    "group:user",
    "deny",
  ],
  ["of an alias, by a policy on the function", [alias, own(["lambda:*"])], "group:user", "deny"],
  [
    "of an alias, by a policy on its versions",
    [alias, own(["lambda:*"], `${FUNCTION}:*`)],
    "group:user",
    "allow",
  ],
  ["by a permission for a role", [signed, robot, both("${aws_iam_role.robot.arn}")], "iam:robot", "allow"],
  [
    "by half a permission for a role",
    [signed, robot, permission("url", "${aws_iam_role.robot.arn}", URL_ONLY)],
    "iam:robot",
    "unknown",
  ],
  [
    "by a permission for its account, without a policy",
    [signed, both('${split(":", aws_lambda_function.trigger.arn)[4]}')],
    "group:user",
    "deny",
  ],
  [
    "by a permission of another alias",
    [signed, robot, both("${aws_iam_role.robot.arn}", { qualifier: "live" }), own([URL_ONLY])],
    "group:user",
    "unknown",
  ],
  [
    "of an alias, by its permission",
    [alias, robot, both("${aws_iam_role.robot.arn}", { qualifier: "live" })],
    "iam:robot",
    "allow",
  ],
  ["by a permission for another account", [signed, both("999999999999")], "iam:999999999999", "unknown"],
  ["by a permission for every AWS account", [signed, both("*")], "iam:*", "unknown"],
  [
    "by a permission for an API",
    [signed, permission("api", "apigateway.amazonaws.com", INVOKE)],
    "group:user",
    "deny",
  ],
  ...unknownCases(),
];

/** Texts that are not known, and names and ARNs of all forms, on either side. */
function unknownCases(): readonly Case[] {
  const [role, unknown] = ["${aws_iam_role.robot.arn}", "${random_id.x.hex}"];
  const of = (more: object) => [robot, both(role, more), RANDOM] as const;
  const partial = "123456789012:function:trigger";
  const full = "arn:aws:lambda:us-east-1:123456789012:function:trigger";
  const other = { authorization_type: "AWS_IAM" };
  const here = (decision: string) => (on: Resources, more: object, what: string) =>
    [what, [on, ...of(more)], "iam:robot", decision] as const;
  const [allowed, open, denied] = [here("allow"), here("unknown"), here("no column")];
  const ofOther = both(role, { function_name: unknown });
  return [
    open(alias, { qualifier: unknown }, "of an alias, by a permission of an unknown one"),
    open(signed, { qualifier: unknown }, "by a permission of an alias that is unknown, or none"),
    open(alias, { function_name: unknown, qualifier: "live" }, "by a permission of an unknown function"),
    open(alias, { function_name: unknown }, "of an alias, by a permission of an unknown ARN"),
    denied(alias, { function_name: unknown, qualifier: "dev" }, "by another alias of an unknown function"),
    open(url({ ...other, qualifier: unknown }), { qualifier: "live" }, "of an unknown alias"),
    open(url({ ...other, function_name: unknown }), {}, "of an unknown function"),
    ["that is known, for whom no permission names", [signed, robot, ofOther], "group:user", "deny"],
    [
      "of an unknown function, without a lock",
      [url({ authorization_type: "NONE", function_name: unknown })],
      "anonymous",
      "allow",
    ],
    [
      "beside a service's permission of an unknown function",
      [signed, robot, permission("s", "s3.amazonaws.com", INVOKE, { function_name: unknown }), both(role)],
      "iam:robot",
      "allow",
    ],
    ...[partial, full, "123456789012:trigger", "function:trigger"].flatMap((name) => [
      allowed(signed, { function_name: name }, `by a permission of ${name}`),
      allowed(alias, { function_name: name, qualifier: "live" }, `of an alias, by a permission of ${name}`),
      allowed(alias, { function_name: `${name}:live` }, `by a permission of ${name}:live`),
      denied(alias, { function_name: name }, `of an alias, by a permission of the function ${name}`),
      denied(signed, { function_name: `${name}:live` }, `of a function, by a permission of ${name}:live`),
      allowed(url({ ...other, function_name: name }), {}, `of ${name}`),
    ]),
    denied(signed, { function_name: `${partial}-2` }, "by a permission of another function's partial ARN"),
    denied(signed, { function_name: full.replace("east", "west") }, "by a permission in another region"),
    allowed(signed, { function_name: "${aws_lambda_function.trigger.arn}" }, "by a permission of its ARN"),
    open(signed, { source_account: unknown }, "by a permission for an unknown source_account"),
    open(signed, { source_arn: unknown }, "by a permission for an unknown source_arn"),
  ];
}

test.each(cases)("a URL %s", (_, resources, principal, decision) => {
  const model = shop({ "GET /pets": { authorization: "NONE" } }, resources.reduce(merged, {}));
  const route = accessMatrix(model).routes.find(({ path }) => path === "$default");
  const found = route?.cells.find((one) => one.principal === principal);
  // A role that may call nothing has no column.
  expect(found?.decision ?? "no column").toBe(decision);
});

test("a URL says what an organization and an address need", () => {
  const range = { Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } };
  const fromOffice = shop({}, merged(signed, own([URL_ONLY, INVOKE], FUNCTION, range)));
  expect(cell(fromOffice, "ANY $default", "group:user")).toMatchObject({
    decision: "allow",
    requires: ["address-range:192.0.2.0/24"],
  });
  const role = "${aws_iam_role.robot.arn}";
  const ofMembers = shop({}, [signed, robot, both(role, { principal_org_id: "o-1" })].reduce(merged, {}));
  expect(cell(ofMembers, "ANY $default", "iam:robot")).toMatchObject({
    decision: "allow",
    requires: ["organization:o-1"],
  });
});

test("a URL is a row with its address and its function's name", () => {
  const [route] = accessMatrix(shop({}, url({ authorization_type: "NONE" }))).routes;
  expect(route).toMatchObject({
    kind: "url",
    apiName: "trigger",
    apiAddress: "shop/aws_lambda_function_url.trigger",
    address: "shop/aws_lambda_function_url.trigger",
    authorization: "NONE",
  });
});

test("a permission of an alias that becomes unknown may permit what it did not, and not what it did", () => {
  const of = (qualifier: string) =>
    accessMatrix(
      shop({}, [alias, RANDOM, robot, both("${aws_iam_role.robot.arn}", { qualifier })].reduce(merged, {})),
    );
  const unknown = of("${random_id.x.hex}");
  expect(accessChanges(of("live"), unknown).narrowed).toMatchObject([
    { from: { decision: "allow" }, to: { decision: "unknown" } },
  ]);
  expect(accessChanges(of("dev"), unknown).widened).toMatchObject([
    { principal: "iam:robot", to: { decision: "unknown" } },
  ]);
});
