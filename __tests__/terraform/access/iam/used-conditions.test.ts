import { usedConditions } from "../../../../terraform/access/iam/used-conditions";
import type { Statement } from "../../../../terraform/model/policy";

const version = "2012-10-17";
const condition = { operator: "StringEquals", key: "aws:x", values: ["${aws:y}"] };
const allow = {
  effect: "Allow",
  actions: ["execute-api:Invoke"],
  conditions: [condition],
} satisfies Statement;

const used = (...statements: readonly Statement[]) =>
  usedConditions({ address: "p", name: "p", document: { version, statements } }, "execute-api:Invoke");

test("the answer depends on the conditions and variables of the statements about the action", () => {
  const resources = ["a/${aws:z}"];
  expect(used({ ...allow, resources }, { ...allow, actions: ["s3:GetObject"] })).toEqual({
    conditions: [{ condition, version }],
    variables: ["aws:z", "aws:y"],
  });
  expect(used({ ...allow, conditions: [], notResources: resources }).variables).toEqual(["aws:z"]);
});

const { actions: _, ...rest } = allow;

test.each<[string, Statement, boolean]>([
  ["names it in other letters", { ...allow, actions: ["EXECUTE-API:invoke"] }, true],
  ["names it among others", { ...allow, actions: ["s3:GetObject", "execute-api:*"] }, true],
  ["names others", { ...allow, actions: ["s3:GetObject"] }, false],
  ["excludes others", { ...rest, notActions: ["s3:GetObject"] }, true],
  ["excludes it among others", { ...rest, notActions: ["s3:GetObject", "execute-api:*"] }, false],
])("a statement that %s", (_, statement, expected) => {
  expect(used(statement).conditions).toHaveLength(expected ? 1 : 0);
});

test("a policy whose text is not known has none to look at", () => {
  const policy = { address: "p", name: "p", document: { unknown: "a variable" } };
  expect(usedConditions(policy, "execute-api:Invoke")).toEqual({ conditions: [], variables: [] });
});
