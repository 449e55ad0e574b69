import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { signatures } from "../../terraform/language/expression/functions/signatures";
import { compareWith } from "../terraform/language/expression/conformance/compare";
import { expressions } from "../terraform/language/expression/conformance/expressions";
import recorded from "../terraform/language/expression/conformance/recorded.json";
import { evaluatedByTerraform, signaturesOfTerraform } from "./terraform";

const all = Object.values(expressions).flat();
const results = evaluatedByTerraform(all);
const byTerraform = new Map(all.map((expression, index) => [expression, results[index] ?? "refused"]));

if (process.env.RECORD === "1") {
  const file = join(__dirname, "../terraform/language/expression/conformance/recorded.json");
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(byTerraform), null, 2)}\n`);
} else
  test("the recorded results are those of this Terraform", () => {
    expect(recorded).toEqual(Object.fromEntries(byTerraform));
  });

test("the signatures of functions are those of this Terraform", () => {
  expect(signatures).toEqual(signaturesOfTerraform());
});

compareWith((expression) => byTerraform.get(expression));
