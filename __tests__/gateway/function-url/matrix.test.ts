import { accessMatrix } from "../../../terraform/access/matrix";
import { merged, type Resources } from "../../terraform/build/people";
import { call, signedCall } from "../client";
import { FORBIDDEN, type UrlGate, urlGate } from "./gate";
import {
  both,
  FUNCTION,
  INVOKE,
  own,
  permission,
  policies,
  ROLES,
  servedModel,
  URL_ONLY,
  url,
} from "./terraform";

/** What `gatehouse access` says of the URLs of functions, and how the gate answers: the same for every caller. */

let gate: UrlGate;
beforeAll(async () => {
  gate = await urlGate(servedModel(url()));
});
afterAll(() => gate.stop());

const CALLERS = ["anonymous", ...ROLES] as const;
type Caller = (typeof CALLERS)[number];

const ALIAS = { qualifier: "${aws_lambda_alias.live.name}" };
const ROBOT = "${aws_iam_role.robot.arn}";
const PAIR = [URL_ONLY, INVOKE];
const when = (operator: string, key: string, value: string) => ({
  Condition: { [operator]: { [key]: value } },
});
const denying = (Action: string) =>
  merged(own(["lambda:*"], "*"), policies("denying", [{ Effect: "Deny", Action, Resource: "*" }]));
const bounded: Resources = {
  aws_iam_policy: {
    boundary: {
      name: "boundary",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: URL_ONLY, Resource: "*" }],
      }),
    },
  },
  aws_iam_role: { reader: { permissions_boundary: "${aws_iam_policy.boundary.arn}" } },
};

/** What is configured, and who gets in. */
const cases: readonly (readonly [
  name: string,
  resources: readonly Resources[],
  admitted: readonly Caller[],
])[] = [
  ["open to all", [url({ authorization_type: "NONE" })], CALLERS],
  ["signed, without a policy", [url()], []],
  ["an identity policy with both actions", [url(), own(PAIR)], ["reader"]],
  ["an identity policy with lambda:* on everything", [url(), own(["lambda:*"], "*")], ["reader"]],
  ["an identity policy with lambda:InvokeFunctionUrl alone", [url(), own([URL_ONLY])], []],
  ["an identity policy with lambda:InvokeFunction alone", [url(), own([INVOKE])], []],
  ["an identity policy for execute-api", [url(), own(["execute-api:Invoke"], "*")], []],
  ["an identity policy on another function", [url(), own(PAIR, `${FUNCTION}2`)], []],
  ["an identity policy on the aliases", [url(), own(PAIR, `${FUNCTION}:*`)], []],
  ["a Deny of one action", [url(), denying(INVOKE)], []],
  ["a Deny of the other action", [url(), denying(URL_ONLY)], []],
  ["a boundary with one action", [url(), own(PAIR), bounded], []],
  [
    "a condition that the URL is signed",
    [url(), own(["lambda:*"], "*", when("StringEquals", "lambda:FunctionUrlAuthType", "AWS_IAM"))],
    ["reader"],
  ],
  [
    "a condition that the URL is open",
    [url(), own(["lambda:*"], "*", when("StringEquals", "lambda:FunctionUrlAuthType", "NONE"))],
    [],
  ],
  [
    "a condition that it is called by the URL",
    [url(), own(PAIR, FUNCTION, when("Bool", "lambda:InvokedViaFunctionUrl", "true"))],
    ["reader"],
  ],
  [
    "a condition that it is not",
    [url(), own(PAIR, FUNCTION, when("Bool", "lambda:InvokedViaFunctionUrl", "false"))],
    [],
  ],
  [
    "a condition on the caller's ARN",
    [url(), own(PAIR, FUNCTION, when("ArnEquals", "aws:PrincipalArn", ROBOT))],
    [],
  ],
  ["both permissions for a role", [url(), both(ROBOT)], ["robot"]],
  ["one permission for a role", [url(), permission("url", ROBOT, URL_ONLY)], []],
  ["the other permission for a role", [url(), permission("invoke", ROBOT, INVOKE)], []],
  [
    "one permission, and an identity policy with the other",
    [url(), permission("url", "${aws_iam_role.reader.arn}", URL_ONLY), own([INVOKE])],
    ["reader"],
  ],
  [
    "permissions for the account, which its policies must allow",
    [url(), both("123456789012"), own(PAIR)],
    ["reader"],
  ],
  ["permissions for the account alone", [url(), both("123456789012")], []],
  ["permissions for another account", [url(), both("999999999999")], []],
  ["permissions for a role of another account", [url(), both("arn:aws:iam::999999999999:role/robot")], []],
  ["permissions for API Gateway", [url(), permission("api", "apigateway.amazonaws.com", INVOKE)], []],
  [
    "permissions for a URL that is open",
    [url(), both(ROBOT, { function_url_auth_type: "NONE", invoked_via_function_url: null })],
    [],
  ],
  ["a URL of an alias, an identity policy on the function", [url(ALIAS), own(PAIR)], []],
  [
    "a URL of an alias, an identity policy on the alias",
    [url(ALIAS), own(PAIR, `${FUNCTION}:live`)],
    ["reader"],
  ],
  ["a URL of an alias, permissions of it", [url(ALIAS), both(ROBOT, ALIAS)], ["robot"]],
  ["a URL of an alias, permissions of the function", [url(ALIAS), both(ROBOT)], []],
  ["a URL of the function, permissions of its alias", [url(), both(ROBOT, ALIAS)], []],
];

test.each(cases)("%s", async (_, resources, admitted) => {
  const model = servedModel(...resources);
  await gate.gate.reload(model);
  gate.ran();
  const [route] = accessMatrix(model).routes.filter(({ kind }) => kind === "url");
  for (const caller of CALLERS) {
    const cellOf = (principal: string) => route?.cells.find((cell) => cell.principal === principal);
    // A role that may call no more than everybody has no column.
    const { decision = "deny" } = cellOf(`iam:${caller}`) ?? cellOf("anonymous") ?? {};
    const answer = await ask(caller);
    const isIn = admitted.includes(caller);
    expect({
      caller,
      isAllowed: decision === "allow",
      status: answer.status,
      ran: gate.ran().length,
    }).toEqual({
      caller,
      isAllowed: isIn,
      status: isIn ? 200 : 403,
      ran: isIn ? 1 : 0,
    });
    if (!isIn) expect(answer.body).toBe(FORBIDDEN);
  }
});

function ask(caller: Caller) {
  const { endpoint } = gate.gate.description;
  if (caller === "anonymous") return call(endpoint, "/lambda-url/echo/any");
  const credentials = gate.credentialsOf(caller);
  return signedCall(endpoint, "/lambda-url/echo/any", { credentials, service: "lambda" });
}
