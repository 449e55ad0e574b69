import { readTerraform } from "../../../../terraform/read";
import { resolveTerraform } from "../../../../terraform/sources";
import { type Document, named, plan, TRUST } from "../../build/plan";

/** What a plan does beside creating, updating and deleting. */

const read = (document: Document, side: "before" | "after" = "after") =>
  readTerraform({ kind: "plan", document, side });

const role = (name: string, more: object = {}) => ({
  id: name,
  name,
  arn: `arn:aws:iam::111122223333:role/${name}`,
  assume_role_policy: TRUST,
  ...more,
});

/** A plan of the role `r`, which is there already, and of more changes. */
function roles(change: Document = {}, more: Document = {}): Document {
  const { before = role("r"), values = role("r"), ...rest } = change;
  const document = plan([{ address: "aws_iam_role.r", actions: ["no-op"], before, values }], {
    "aws_iam_role.r": { name: {} },
  });
  Object.assign(document.resource_changes[0], rest);
  return { ...document, ...more };
}

const names = (document: Document, side?: "before" | "after") =>
  read(document, side).roles.map(({ address, name }) => `${address} ${name}`);

const shown = (address: string, values: object) => ({ ...named(address), values });
const prior = (...resources: Document[]) => ({
  prior_state: { format_version: "1.0", values: { root_module: { resources } } },
});

test("a moved resource has its new address on both sides", () => {
  const document = roles(
    { previous_address: "aws_iam_role.old" },
    prior(shown("aws_iam_role.old", role("r"))),
  );
  expect(names(document, "before")).toEqual(["aws_iam_role.r r"]);
  expect(names(document)).toEqual(["aws_iam_role.r r"]);
});

test("what is imported is there before, as it is in the cloud already", () => {
  const importing = roles();
  importing.resource_changes[0].change.importing = { id: "r" };
  expect(names(importing, "before")).toEqual(["aws_iam_role.r r"]);
});

test("what is created is not there before", () => {
  const document = roles({}, prior());
  document.resource_changes[0].change = {
    actions: ["create"],
    before: null,
    after: role("r"),
    after_unknown: {},
  };
  expect(names(document, "before")).toEqual([]);
});

test("a plan that destroys everything leaves nothing", () => {
  const document = roles(
    {},
    { planned_values: { root_module: {} }, ...prior(shown("aws_iam_role.r", role("r"))) },
  );
  document.resource_changes[0].change = {
    actions: ["delete"],
    before: role("r"),
    after: null,
    after_unknown: {},
  };
  expect(names(document, "before")).toEqual(["aws_iam_role.r r"]);
  expect(names(document)).toEqual([]);
});

test.each([
  ["removed from the state", ["forget"], ["aws_iam_role.r r", "aws_iam_role.gone gone"]],
  [
    "replaced without being destroyed",
    ["create", "forget"],
    ["aws_iam_role.r r", "aws_iam_role.gone (forgotten) gone"],
  ],
  ["destroyed", ["delete"], ["aws_iam_role.r r"]],
])("what is %s", (_, actions, expected) => {
  const document = roles();
  document.resource_changes.push({
    ...named("aws_iam_role.gone"),
    change: { actions, before: role("gone"), after: null, after_unknown: {} },
  });
  expect(names(document)).toEqual(expected);
});

test("a deferred change is named, and its resource is uncertain", () => {
  const change = {
    actions: ["create"],
    before: null,
    after: { name: "later" },
    after_unknown: { arn: true },
  };
  const document = roles(
    {},
    {
      deferred_changes: [
        { reason: "provider_config_unknown", resource_change: { ...named("aws_iam_role.later"), change } },
      ],
    },
  );
  const { resources } = resolveTerraform({ kind: "plan", document });
  expect(resources.find(({ address }) => address === "aws_iam_role.later")?.uncertain).toContain(
    "its change is deferred to a later plan (provider_config_unknown)",
  );
  expect(read(document).notices).toContainEqual(
    expect.objectContaining({ address: "aws_iam_role.later", weight: "warning" }),
  );
});

describe("what was changed outside of Terraform", () => {
  const drift = (change: object) => [
    { ...named("aws_iam_role.r"), change: { after_unknown: {}, ...change } },
  ];
  const noticesOf = (resource_drift: object, side?: "before" | "after") =>
    read(roles({}, { resource_drift }), side).notices.map(({ address, message }) => `${address}: ${message}`);

  test("is named with the arguments that have a say", () => {
    const before = role("r", { assume_role_policy: "{}", description: "old" });
    expect(
      noticesOf(drift({ actions: ["update"], before, after: role("r", { description: "new" }) })),
    ).toEqual([
      "aws_iam_role.r: it was changed outside of Terraform since the last apply: assume_role_policy; the side before has these changes",
    ]);
  });

  test("is not named on the side that has it", () => {
    const before = role("r", { assume_role_policy: "{}" });
    expect(noticesOf(drift({ actions: ["update"], before, after: role("r") }), "before")).toEqual([]);
  });

  test("is not named where it has no say", () => {
    const before = role("r", { description: "old" });
    expect(
      noticesOf(drift({ actions: ["update"], before, after: role("r", { description: "new" }) })),
    ).toEqual([]);
  });

  test("is not named where an unset argument is written in another way", () => {
    const before = role("r", { managed_policy_arns: null, permissions_boundary: "" });
    const after = role("r", { managed_policy_arns: [], permissions_boundary: null });
    expect(noticesOf(drift({ actions: ["update"], before, after }))).toEqual([]);
  });

  test("is not named where the role only repeats what is attached to it", () => {
    const before = role("r", { managed_policy_arns: [] });
    const after = role("r", { managed_policy_arns: ["arn:aws:iam::111122223333:policy/p"] });
    expect(noticesOf(drift({ actions: ["update"], before, after }))).toEqual([]);
  });

  test("is named where it was deleted", () => {
    expect(noticesOf(drift({ actions: ["delete"], before: role("r"), after: null }))).toEqual([
      "aws_iam_role.r: it was deleted outside of Terraform since the last apply",
    ]);
  });
});

test("a plan of some resources only says so", () => {
  expect(read(roles({}, { complete: false })).notices).toContainEqual({
    address: "plan",
    message: expect.stringContaining("the plan is not complete"),
    weight: "warning",
  });
  expect(read(roles({}, { complete: true })).notices).toEqual([]);
});
