import { difference, outcomeOf } from "../../../../terraform/access/difference";
import type { Resources } from "../../build/people";
import { merged, text } from "../../build/people";
import { sideOf } from "./sides";

/** Roots without an API: identity, roles, authorizers of an API that another root makes. */
const root = (resources: Resources) =>
  sideOf([
    {
      name: "identity",
      document: { provider: { aws: [{ region: "us-east-1" }] }, resource: resources },
    },
  ]);

const trust = (aws: string) => text([{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: aws } }]);
const role = (assume_role_policy: string, policy?: object): Resources => ({
  aws_iam_role: { r: { name: "r", assume_role_policy } },
  ...(policy && {
    aws_iam_role_policy: { r: { name: "p", role: "${aws_iam_role.r.name}", policy: text([policy]) } },
  }),
});
const call = (Resource: string) => ({ Effect: "Allow", Action: "execute-api:Invoke", Resource });
const PETS = "arn:aws:execute-api:*:*:abcdefghij/live/GET/pets";
const PARTNER = trust("arn:aws:iam::111122223333:role/partner");

const pool = (of: object = {}): Resources => ({
  aws_cognito_user_pool: {
    people: { name: "people", admin_create_user_config: [{ allow_admin_create_user_only: true }], ...of },
  },
});
const authorizer = (of: object = {}): Resources => ({
  aws_lambda_function: Object.fromEntries(
    ["gate", "other"].map((name) => [
      name,
      { function_name: name, role: "arn:aws:iam::111122223333:role/l", handler: "i.h", filename: "a.zip" },
    ]),
  ),
  aws_api_gateway_authorizer: {
    gate: {
      name: "gate",
      rest_api_id: "abcdefghij",
      type: "REQUEST",
      identity_source: "method.request.header.Authorization",
      authorizer_uri: "${aws_lambda_function.gate.invoke_arn}",
      ...of,
    },
  },
});

interface Case {
  readonly base: Resources;
  readonly head: Resources;
  /** What cannot be told; empty where nobody may call more. */
  readonly says: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  "a role that another principal may take": {
    base: role(PARTNER, call(PETS)),
    head: role(trust("*"), call(PETS)),
    says: ["aws_iam_role.r assume_role_policy"],
  },
  "a role that may call more": {
    base: role(PARTNER, call(PETS)),
    head: role(PARTNER, call("*")),
    says: ["aws_iam_role_policy.r"],
  },
  "a role that may call less": {
    base: role(PARTNER, call("*")),
    head: role(PARTNER, call(PETS)),
    says: [],
  },
  "a role that may send more messages": {
    base: role(PARTNER, { ...call("*"), Action: "sqs:SendMessage" }),
    head: role(PARTNER, { ...call("*"), Action: "sqs:*" }),
    says: [],
  },
  "a pool at which anyone may sign up": {
    base: pool(),
    head: pool({ admin_create_user_config: [{ allow_admin_create_user_only: false }] }),
    says: ["aws_cognito_user_pool.people admin_create_user_config.allow_admin_create_user_only"],
  },
  "another function as the authorizer of an API elsewhere": {
    base: authorizer(),
    head: authorizer({ authorizer_uri: "${aws_lambda_function.other.invoke_arn}" }),
    says: ["aws_api_gateway_authorizer.gate authorizer_uri"],
  },
  "another identity source of it": {
    base: authorizer(),
    head: authorizer({ identity_source: "method.request.querystring.user" }),
    says: ["aws_api_gateway_authorizer.gate identity_source"],
  },
  "another handler of the function": {
    base: authorizer(),
    head: merged(authorizer(), { aws_lambda_function: { gate: { handler: "evil.h" } } }),
    says: ["aws_lambda_function.gate handler"],
  },
};

test.each(Object.entries(cases))("%s", (_, { base, head, says }) => {
  const found = difference(root(base), root(head));
  expect(
    found.undecided.map(({ argument, resource }) =>
      [resource.replace("identity/", ""), argument].filter(Boolean).join(" "),
    ),
  ).toEqual(says);
  expect(found.trust).toEqual([]);
  expect(["narrower", "unchanged"].includes(outcomeOf(found))).toBe(says.length === 0);
});

test("a role that may call APIs elsewhere, beside one whose routes take no signed calls", () => {
  const open = (resources: Resources) =>
    root(
      merged(resources, {
        aws_apigatewayv2_api: { shop: { name: "shop", protocol_type: "HTTP" } },
        aws_apigatewayv2_stage: {
          live: { api_id: "${aws_apigatewayv2_api.shop.id}", name: "$default", auto_deploy: true },
        },
        aws_apigatewayv2_route: {
          pets: { api_id: "${aws_apigatewayv2_api.shop.id}", route_key: "GET /pets" },
        },
      }),
    );
  const found = difference(open(role(PARTNER)), open(role(PARTNER, call("*"))));
  expect(found.undecided.map(({ resource }) => resource)).toEqual(["identity/aws_iam_role_policy.r"]);
});
