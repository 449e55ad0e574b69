import { difference, outcomeOf } from "../../../../terraform/access/difference";
import { shopDocument } from "../../build/shop";
import { sideOf } from "./sides";

/** A method of which lifecycle.ignore_changes names arguments, on both sides or on the new one. */

const method = (authorization: string, ignored?: unknown) =>
  sideOf([
    {
      name: "shop",
      document: shopDocument({
        "GET /pets": {
          authorization,
          ...(ignored !== undefined && { lifecycle: { ignore_changes: ignored } }),
        },
      }),
    },
  ]);

test.each([
  ["the lock, on the new side", method("NONE"), method("AWS_IAM", ["authorization"])],
  ["the lock, on both sides", method("NONE", ["authorization"]), method("AWS_IAM", ["authorization"])],
  ["everything", method("NONE"), method("AWS_IAM", "all")],
])("a lock is put back, and a change is ignored: %s", (_, base, head) => {
  const found = difference(base, head);
  expect(found.undecided.map(({ argument, why }) => [argument, why])).toEqual([
    ["authorization", expect.stringMatching(/^lifecycle\.ignore_changes has (authorization|all): /)],
  ]);
  expect(outcomeOf(found)).toBe("cannot-tell");
});

test.each([
  ["another argument", method("NONE"), method("AWS_IAM", ["request_parameters"]), "narrower"],
  ["no longer", method("NONE", ["authorization"]), method("AWS_IAM"), "narrower"],
  ["what is the same", method("NONE"), method("NONE", ["authorization"]), "unchanged"],
])("a change is ignored: %s", (_, base, head, outcome) => {
  expect(outcomeOf(difference(base, head))).toBe(outcome);
});
