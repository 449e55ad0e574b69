import { evaluate } from "../../../../terraform/access/iam/evaluate";
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
