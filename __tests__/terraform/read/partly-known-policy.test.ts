import { decide } from "../../../terraform/access/decide/decide";
import { matchRoute } from "../../../terraform/access/decide/route";
import { evaluate } from "../../../terraform/access/iam/evaluate";
import { readTerraform } from "../../../terraform/read";
import { type Document, shop, sources } from "../build/stacks";

/** One ARN that exists only after apply makes the statement that names it unknown, and no other. */

const KEY = "$" + "{aws_kms_key.k.arn}";

/** The shop with a policy on a role of its own. */
function read(policy: unknown, extra: (api: Document) => void = () => {}) {
  const { api, identity } = shop();
  api.resource.aws_kms_key = { k: { description: "k" } };
  api.resource.aws_iam_role_policy = { p: { name: "p", role: "$" + "{aws_iam_role.stock.name}", policy } };
  extra(api);
  const model = readTerraform({ kind: "stacks", stacks: sources({ api, identity }) });
  const found = model.roles.find(({ address }) => address === "api/aws_iam_role.stock");
  if (!found) throw new Error("the shop has no role stock");
  return { model, arn: found.arn, policies: found.policies.filter(({ name }) => name === "p") };
}

const statement = (Effect: string, Resource: unknown, more: object = {}) => ({
  Effect,
  Action: "execute-api:Invoke",
  Resource,
  ...more,
});

/** The same policy in each form that Terraform has for it. */
const forms: readonly [string, (statements: readonly object[]) => ReturnType<typeof read>][] = [
  ["JSON with ARNs in it", (all) => read(JSON.stringify({ Version: "2012-10-17", Statement: all }))],
  ["JSON of the older version", (all) => read(JSON.stringify({ Statement: all }))],
  ["jsonencode()", (all) => read(`\${jsonencode(${hcl({ Version: "2012-10-17", Statement: all })})}`)],
  [
    "data.aws_iam_policy_document",
    (all) =>
      read("$" + "{data.aws_iam_policy_document.d.json}", (api) => {
        api.data = { ...api.data, aws_iam_policy_document: { d: { statement: all.map(blockOf) } } };
      }),
  ],
];

/** A JSON value as HCL writes it. */
function hcl(value: unknown): string {
  if (typeof value === "string") return value === KEY ? "aws_kms_key.k.arn" : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(hcl).join(", ")}]`;
  return `{${Object.entries(value as object)
    .map(([name, item]) => `"${name}" = ${hcl(item)}`)
    .join(", ")}}`;
}

// biome-ignore lint/suspicious/noExplicitAny: the test's own statements
function blockOf({ Action, Condition, Effect, Resource }: any) {
  return {
    effect: Effect,
    actions: [Action].flat(),
    resources: [Resource].flat(),
    ...(Condition && {
      condition: Object.entries<object>(Condition).flatMap(([test, keys]) =>
        Object.entries(keys).map(([variable, values]) => ({ test, variable, values: [values].flat() })),
      ),
    }),
  };
}

const ask = ({ policies }: ReturnType<typeof read>, resource: string, open = true) =>
  evaluate(policies, { action: "execute-api:Invoke", resource, context: {}, open }).outcome;

describe.each(forms)("of a policy as %s", (_name, made) => {
  test("a statement with known ARNs holds beside one with an unknown ARN", () => {
    const found = made([statement("Allow", "arn:aws:s:r:1:known"), statement("Allow", KEY)]);
    expect(ask(found, "arn:aws:s:r:1:known")).toBe("allow");
    expect(ask(found, "arn:aws:s:r:1:other")).toBe("unknown");
    expect(ask(found, "arn:aws:s:r:1:other", false)).toBe("deny-implicit");
  });

  test("a known ARN holds beside an unknown one in one list", () => {
    const found = made([statement("Allow", ["arn:aws:s:r:1:known", KEY])]);
    expect([ask(found, "arn:aws:s:r:1:known"), ask(found, "arn:aws:s:r:1:other")]).toEqual([
      "allow",
      "unknown",
    ]);
  });

  test("a Deny of an unknown ARN may be of any", () => {
    const found = made([statement("Allow", "*"), statement("Deny", KEY)]);
    expect([ask(found, "arn:aws:s:r:1:a"), ask(found, "arn:aws:s:r:1:a", false)]).toEqual([
      "unknown",
      "deny-explicit",
    ]);
  });

  test("a statement about other actions decides nothing", () => {
    const found = made([
      statement("Allow", "arn:aws:s:r:1:a"),
      statement("Deny", KEY, { Action: "kms:Decrypt" }),
    ]);
    expect([ask(found, "arn:aws:s:r:1:a"), ask(found, "arn:aws:s:r:1:b")]).toEqual([
      "allow",
      "deny-implicit",
    ]);
  });

  test("a condition on an unknown ARN leaves only its own statement open", () => {
    const Condition = { ArnEquals: { "aws:SourceArn": KEY } };
    const found = made([
      statement("Allow", "arn:aws:s:r:1:a", { Condition }),
      statement("Allow", "arn:aws:s:r:1:b"),
    ]);
    expect([
      ask(found, "arn:aws:s:r:1:a"),
      ask(found, "arn:aws:s:r:1:b"),
      ask(found, "arn:aws:s:r:1:c"),
    ]).toEqual(["unknown", "allow", "deny-implicit"]);
  });
});

test.each([
  ["an unknown statement", `{"Statement":[${KEY}]}`],
  ["an unknown action", JSON.stringify({ Statement: [statement("Allow", "*", { Action: KEY })] })],
  ["an unknown effect", JSON.stringify({ Statement: [statement(KEY, "*")] })],
  [
    "an unknown name of an element",
    JSON.stringify({ Statement: [{ ...statement("Allow", "*"), [KEY]: "x" }] }),
  ],
  [
    "a text that may end what is around it",
    JSON.stringify({ Statement: [statement("Allow", "$" + "{aws_kms_key.k.description_of_another}")] }),
  ],
])("with %s, the policy as a whole is not known", (_name, policy) => {
  const { policies } = read(policy);
  expect(policies[0]?.document).toHaveProperty("unknown");
});

test("a call that depends on an unknown ARN is not known, and the reason names it", () => {
  const { arn, model } = read(JSON.stringify({ Statement: [statement("Allow", KEY)] }));
  const [api] = model.apis;
  const [stage] = api?.stages ?? [];
  const match = api && matchRoute(api, "GET", "/pets");
  if (!api || !stage || !match) throw new Error("the shop has no GET /pets");
  const caller = { kind: "iam", roleArn: arn, context: {} } as const;
  const decision = decide(model, { api, stage, match, verb: "GET", path: "/pets", caller, open: true });
  expect(decision).toMatchObject({
    outcome: "unknown",
    reason: "It depends on api/aws_kms_key.k.arn: statement 0 of api/aws_iam_role_policy.p",
  });
});
