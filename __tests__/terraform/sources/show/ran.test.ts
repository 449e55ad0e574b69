import { readTerraform } from "../../../../terraform/read";
import { type Document, named, plan } from "../../build/plan";

/** What Terraform runs as it applies a plan, and what of a plan is not understood. */

const noticesOf = (more: Document, side: "before" | "after" = "after") =>
  readTerraform({ kind: "plan", document: { ...plan([], {}), ...more }, side }).notices.map(
    ({ address, message, unread }) => [address, message, unread],
  );

const invocation = {
  address: "action.aws_lambda_invoke.x",
  type: "aws_lambda_invoke",
  config_values: { function_name: "admin-tool" },
};
const NOT_KNOWN = "what the action does when Terraform invokes it is not known";

test.each<[string, Document]>([
  ["an action", { action_invocations: [invocation] }],
  [
    "one of a later plan",
    { deferred_action_invocations: [{ reason: "absent_prereq", action_invocation: invocation }] },
  ],
])("%s", (_, more) => {
  expect(noticesOf(more)).toEqual([[invocation.address, NOT_KNOWN, { says: { "": expect.any(String) } }]]);
  expect(noticesOf(more, "before")).toEqual([]);
});

test("an action differs by what it is invoked with", () => {
  const other = { ...invocation, config_values: { function_name: "other" } };
  expect(noticesOf({ action_invocations: [invocation] })).not.toEqual(
    noticesOf({ action_invocations: [other] }),
  );
});

const block = (address: string, more: object) => ({
  configuration: {
    root_module: {
      module_calls: { m: { module: { resources: [{ ...named(address), address, ...more }] } } },
    },
  },
});
const provisioned = (actions: readonly string[], command: string) => ({
  ...block("null_resource.n", {
    provisioners: [{ type: "local-exec", expressions: { command: { constant_value: command } } }],
  }),
  resource_changes: [
    {
      ...named("null_resource.n"),
      address: 'module.m["a"].null_resource.n[0]',
      change: { actions, before: null, after: {}, after_unknown: {} },
    },
  ],
});

test.each([
  [["create"], "./a", ["what its provisioner does is not read"]],
  [["delete"], "./a", ["what its provisioner does is not read"]],
  [
    ["delete", "create"],
    "aws iam put-role-policy",
    ["its provisioner may change APIs, locks, roles or functions, and is not read"],
  ],
  [["update"], "./a", []],
  [["no-op"], "./a", []],
])("provisioners, of a resource with the actions %j", (actions, command, messages) => {
  const found = noticesOf(provisioned(actions, command)).filter(([address]) =>
    String(address).includes("null_resource"),
  );
  expect(found.map(([, message]) => message)).toEqual(messages);
});

const reading = (type: string, after: object) => ({
  resource_changes: [
    {
      ...named(`${type}.x`),
      address: `data.${type}.x`,
      mode: "data",
      change: { actions: ["read"], before: null, after, after_unknown: {} },
    },
  ],
});
const ephemeral = block("aws_lambda_invocation.x", {
  address: "ephemeral.aws_lambda_invocation.x",
  mode: "ephemeral",
  expressions: { function_name: { constant_value: "admin-tool" } },
});

test.each<[string, Document, readonly string[]]>([
  ["a function", reading("aws_lambda_invocation", { function_name: "a" }), ["data.aws_lambda_invocation.x"]],
  ["a request that may change something", reading("http", { method: "POST" }), ["data.http.x"]],
  ["a request that reads", reading("http", { method: null }), []],
  ["a function of an ephemeral resource", ephemeral, ["module.m.ephemeral.aws_lambda_invocation.x"]],
])("%s that is read then", (_, more, addresses) => {
  const found = noticesOf(more).filter(([, message]) =>
    /invokes it|is read is not known/.test(String(message)),
  );
  expect(found.map(([address]) => address)).toEqual(addresses);
});

test.each<[unknown, number]>([
  [[{ address: "x" }], 1],
  ["all", 1],
  [[], 0],
  [null, 0],
])("a member of a plan that is not understood is named: %j", (value, count) => {
  expect(noticesOf({ wishes: value }).map(([address, message]) => `${address}: ${message}`)).toEqual(
    Array(count).fill("plan: its member wishes is not understood, so what is done by it is not known"),
  );
});
