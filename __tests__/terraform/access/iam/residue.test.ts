import { askedOf } from "../../../../terraform/access/iam/evaluate";
import { residueOf } from "../../../../terraform/access/iam/residue";
import type { Statement } from "../../../../terraform/model/policy";

const statement: Statement = {
  effect: "Allow",
  actions: ["*"],
  conditions: [
    { operator: "StringLike", key: "aws:Y", values: ["b", "a", "b"] },
    { operator: "StringEquals", key: "aws:known", values: ["x"] },
    { operator: "StringEquals", key: "aws:X", values: ["c"] },
  ],
  resources: ["plain", "z/${aws:z}", "a/${aws:z}"],
  notResources: ["b/${aws:z}"],
};
const asked = askedOf({ action: "a:b", context: { "aws:known": "x" }, open: true });

test("a residue has the conditions in doubt and the texts with variables, in one order", () => {
  expect(residueOf(statement, "2012-10-17", asked)).toBe(
    JSON.stringify([
      "Allow",
      ["StringEquals aws:x c", "StringLike aws:y a b"],
      ["a/${aws:z}", "z/${aws:z}"],
      ["b/${aws:z}"],
    ]),
  );
  const reordered = { ...statement, conditions: statement.conditions.toReversed() };
  expect(residueOf(reordered, "2012-10-17", asked)).toBe(residueOf(statement, "2012-10-17", asked));
});

test("texts are literal under the older version", () => {
  expect(JSON.parse(residueOf(statement, "2008-10-17", asked)).slice(2)).toEqual([[], []]);
});
