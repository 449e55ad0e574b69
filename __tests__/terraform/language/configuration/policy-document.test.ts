import { policyDocumentJson } from "../../../../terraform/language/configuration/policy-document";
import type { Value } from "../../../../terraform/language/expression/value";

function json(body: Readonly<Record<string, Value>>): Value {
  return policyDocumentJson({
    type: "aws_iam_policy_document",
    address: "data.aws_iam_policy_document.p",
    accountId: "123456789012",
    region: () => "us-east-1",
    names: () => Object.keys(body),
    has: (name) => (body[name] ?? null) !== null,
    get: (name) => body[name] ?? null,
    find: () => [],
  });
}

const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const open = (Sid: string, Effect = "Allow") => ({ Sid, Effect, Action: "a:B", Resource: "*" });
const effects = (value: Value) =>
  JSON.parse(String(value)).Statement.map(
    ({ Effect, Sid }: { Effect: string; Sid?: string }) => `${Sid} ${Effect}`,
  );

test("an override takes the place of the statement of its Sid", () => {
  const value = json({
    source_policy_documents: [document(open("one"), open("two"))],
    override_policy_documents: [document(open("one", "Deny")), document(open("three"))],
  });
  expect(effects(value)).toEqual(["one Deny", "two Allow", "three Allow"]);
});

test("the older arguments for one document do the same", () => {
  const value = json({ source_json: document(open("one")), override_json: document(open("one", "Deny")) });
  expect(effects(value)).toEqual(["one Deny"]);
});

test("an empty Sid counts as none, and replaces no statement", () => {
  const value = json({
    source_policy_documents: [document(open(""))],
    override_policy_documents: [document(open("", "Deny"))],
  });
  expect(effects(value)).toEqual([" Allow", " Deny"]);
});

test("an older document does not lower the version", () => {
  const value = json({ override_json: JSON.stringify({ Version: "2008-10-17", Statement: [] }) });
  expect(JSON.parse(String(value)).Version).toBe("2012-10-17");
});

test.each<[string, Record<string, Value>, string]>([
  ["an argument that is not known", { wish: "x" }, "the argument wish is not evaluated"],
  ["a source that is not JSON", { source_policy_documents: ["{"] }, "a source document is not JSON"],
  ["a source with a name twice", { source_json: '{"Statement":[],"Statement":[]}' }, "comes twice"],
  ["a source that is a list", { source_json: "[]" }, "a source document is a list"],
  ["a source whose statement is a text", { source_json: '{"Statement":"x"}' }, "no object"],
  [
    "an odd principal",
    { statement: [{ principals: [{ type: "AWS", wish: 1 }] }] },
    "principals has the unknown",
  ],
  [
    "an odd condition",
    { statement: [{ condition: [{ test: "Bool", wish: 1 }] }] },
    "condition has the unknown",
  ],
])("%s is one error that names the document", (_, body, message) => {
  expect(() => json(body)).toThrow(
    expect.objectContaining({
      code: "POLICY_MALFORMED",
      message: expect.stringMatching(new RegExp(`^data.aws_iam_policy_document.p: .*${message}`)),
    }),
  );
});
