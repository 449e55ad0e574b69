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
  ["by a permission for its account, without a policy", [signed, both("123456789012")], "group:user", "deny"],
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
];

test.each(cases)("a URL %s", (_, resources, principal, decision) => {
  const model = shop({ "GET /pets": { authorization: "NONE" } }, resources.reduce(merged, {}));
  expect(cell(model, "ANY $default", principal).decision).toBe(decision);
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
