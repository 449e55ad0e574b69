import { parsePlanActions } from "../../../../terraform/access/guard/plan-actions";

const plan = (actions: unknown) => ({
  resource_changes: [
    { address: "a.b", type: "a", mode: "managed", change: { actions, before: null, after: {} } },
  ],
});

test.each([
  [["no-op"], "none"],
  [["create"], "create"],
  [["update"], "update"],
  [["delete"], "delete"],
  [["delete", "create"], "replace"],
  [["create", "delete"], "replace"],
  [["forget"], "none"],
])("the actions %j are the change %s", (actions, change) => {
  expect(parsePlanActions(plan(actions))).toEqual([
    {
      address: "a.b",
      type: "a",
      change,
      ...(actions.length === 2 && { createdFirst: actions[0] === "create" }),
      before: {},
      after: {},
    },
  ]);
});

test.each([[["explode"]], [undefined]])("the actions %j are refused", (actions) => {
  expect(() => parsePlanActions(plan(actions))).toThrow(
    expect.objectContaining({ code: "DOCUMENT_MALFORMED" }),
  );
});
