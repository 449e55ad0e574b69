import { askedOf, dependencesOf, evaluate, policySet } from "../../../../terraform/access/iam/evaluate";
import { parsePolicy } from "../../../../terraform/access/iam/parse";

const allow = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };
const dated = { ...allow, Condition: { StringEquals: { "aws:x": "a" } } };

const policy = (address: string, ...statements: readonly object[]) => ({
  address,
  name: address,
  document: parsePolicy({ Version: "2012-10-17", Statement: statements }, address),
});
const request = {
  action: "execute-api:Invoke",
  resource: "arn:aws:execute-api:eu-west-1:1:abc",
  context: {},
};

test("one policy under a condition makes an open request's answer unknown, whatever the others are", () => {
  const policies = [policy("plain", { ...allow, Action: "s3:*" }), policy("dated", dated)];
  const source = { address: "dated", statement: 0 };
  expect(evaluate(policies, { ...request, open: true })).toEqual({ outcome: "unknown", source });
  expect(evaluate(policies, request)).toEqual({ outcome: "deny-implicit" });
});

test("a request without a resource is allowed no resource", () => {
  const { resource: _, ...without } = request;
  expect(evaluate([policy("plain", allow)], without)).toEqual({ outcome: "deny-implicit" });
});

test("a condition key without values is one that the request does not have", () => {
  const absent = { ...allow, Condition: { Null: { "aws:x": "true" } } };
  expect(evaluate([policy("p", absent)], { ...request, context: { "aws:x": [] } }).outcome).toBe("allow");
  expect(evaluate([policy("p", absent)], { ...request, context: { "aws:x": ["a"] } }).outcome).toBe(
    "deny-implicit",
  );
});

const dateDenied = { ...dated, Effect: "Deny" };
const denyAll = { ...allow, Effect: "Deny" };

test.each<[string, readonly object[], object]>([
  ["a Deny in doubt without an Allow", [dateDenied], { outcome: "deny-either", source: at(0) }],
  ["a Deny in doubt with an Allow", [allow, dateDenied], { outcome: "unknown", source: at(1) }],
  ["an Allow in doubt with a sure Deny", [dated, denyAll], { outcome: "deny-explicit", source: at(1) }],
  ["an Allow in doubt with a sure one", [dated, allow], { outcome: "allow", source: at(1) }],
  ["an Allow in doubt", [dated], { outcome: "unknown", source: at(0) }],
])("an open request meets %s", (_, statements, expected) => {
  expect(evaluate([policy("p", ...statements)], { ...request, open: true })).toEqual(expected);
});

function at(statement: number) {
  return { address: "p", statement };
}

test.each(["123456789012", "arn:aws:iam::123456789012:role/shop"])(
  "an open request of a caller whom %s may name has an unknown answer",
  (id) => {
    const value = "arn:aws:iam::123456789012:role/(name)";
    const principal = { type: "AWS", value, unnamed: { account: "123456789012" } } as const;
    const statement = { ...allow, Principal: { AWS: id } };
    const document = parsePolicy({ Version: "2012-10-17", Statement: statement }, "p", "resource");
    const outcome = id.startsWith("arn:") ? "unknown" : "allow";
    expect(
      evaluate([{ address: "p", name: "p", document }], { ...request, open: true, principal }).outcome,
    ).toBe(outcome);
  },
);

describe("what an unknown outcome depends on", () => {
  const dependences = (policies: Parameters<typeof policySet>[0], context = {}) =>
    dependencesOf(policySet(policies), askedOf({ ...request, context, open: true }));

  test("the address and the reason of a policy whose text is not known", () => {
    const unread = { address: "p", name: "p", document: { unknown: "its text is a variable" } };
    expect(dependences([unread])).toEqual([
      { address: "p" },
      { address: "p", text: "its text is a variable" },
    ]);
    expect(evaluate([unread], request)).toEqual({ outcome: "unknown", source: { address: "p" } });
  });

  test("each statement that may apply, with its conditions that are in doubt", () => {
    const conditions = JSON.stringify(["Deny", ["StringEquals aws:x a"], [], []]);
    expect(dependences([policy("p", dated, dateDenied, { ...allow, Action: "s3:*" })])).toEqual([
      { address: "p", text: conditions.replace("Deny", "Allow") },
      { address: "p", text: conditions },
    ]);
    expect(dependences([policy("p", dated, allow)], { "aws:x": "b" })).toEqual([
      { address: "p", text: JSON.stringify(["Allow", [], [], []]) },
    ]);
  });
});
