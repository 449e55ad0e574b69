import { readFileSync } from "node:fs";
import { join } from "node:path";
import { signatures } from "../../../../terraform/language/expression/functions/signatures";
import { unevaluated } from "../../../../terraform/language/expression/functions/unevaluated";
import { expressions } from "./conformance/expressions";

const page = readFileSync(join(__dirname, "../../../../docs/expressions.md"), "utf8");
const names = Object.keys(signatures);
const evaluated = names.filter((name) => !Object.hasOwn(unevaluated, name));
/** Functions of files, which have tests of their own in `files.test.ts`. */
const OF_FILES = /^(abspath$|file|templatefile$|templatestring$|pathexpand$)/;

/** The names in the first cells of a table of the page, under a heading. */
function namesUnder(heading: string): string[] {
  const [, section = ""] = page.split(`## ${heading}\n`);
  const rows = (section.split("\n## ")[0] ?? "").split("\n").filter((line) => /^\| `/.test(line));
  return rows.flatMap((row) =>
    [...(row.split(" | ")[0] ?? "").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name),
  );
}

test("every function that is evaluated is compared with Terraform", () => {
  const all = Object.values(expressions).flat().join("\n");
  expect(evaluated.filter((name) => !OF_FILES.test(name) && !new RegExp(`\\b${name}\\(`).test(all))).toEqual(
    [],
  );
});

test("the page names every function once", () => {
  expect(namesUnder("Functions that are evaluated").sort()).toEqual(evaluated.sort());
  expect(namesUnder("Functions whose result is unknown").sort()).toEqual(Object.keys(unevaluated).sort());
});

test.each(Object.entries(unevaluated))("the page says why %s is unknown", (name, why) => {
  expect(page).toContain(`| \`${name}\` | ${why} |`);
});
