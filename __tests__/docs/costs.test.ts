import * as v from "valibot";
import { userPoolEntries } from "../../constructs/identity/user-pool-schema";
import { environmentNamed } from "../../stacks/environment-named";
import { environmentSchema } from "../../stacks/environments";
import { pages } from "./markdown";

/** docs/costs.md names settings that there are, each once, with an amount and the page of AWS that has prices. */

const text = pages.find(({ file }) => file === "docs/costs.md")?.text ?? "";

const schema = environmentSchema.getter({});
if (!("entries" in schema)) throw new Error("expected the schema of an object with named fields");

/** The settings of the schema; those of the user pool one by one, since some of them cost and others do not. */
const settings = [
  ...Object.keys(schema.entries).filter((name) => name !== "userPool"),
  ...Object.keys(userPoolEntries).map((name) => `userPool.${name}`),
];

/** Settings that take a word for "without it". A setting without such a word needs no place on the page. */
const switches = Object.entries(schema.entries)
  .filter(([, entry]) => ["off", "elsewhere", "aws-owned", "local"].some((word) => v.is(entry, word)))
  .filter(([, entry]) => !v.is(entry, "any-text"))
  .map(([name]) => name);

const rows = sectionOf("Settings that cost")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const named = [
  ...rows.flatMap(([names = ""]) => spansIn(names)),
  ...spansIn(sectionOf("Switches that cost nothing")),
];

test("each setting on the page is one of the schema, and is there once", () => {
  expect(rows.length).toBeGreaterThan(8);
  expect(named.filter((name) => !settings.includes(name))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
});

test("each setting that can be switched off is on the page", () => {
  expect(switches.length).toBeGreaterThan(6);
  expect(switches.filter((name) => !named.includes(name))).toEqual([]);
});

test("each setting that costs has an amount and a page of AWS with prices", () => {
  const incomplete = rows.filter(
    ([, , costs = "", , prices = ""]) =>
      !/\d|as every/.test(costs) || !/\(https:\/\/aws\.amazon\.com\/\S+pricing\/\S*\)/.test(prices),
  );
  expect(incomplete).toEqual([]);
});

test("each value that leaves a part out is accepted for dev", () => {
  const values = rows.flatMap(([, , , without = ""]) => spansIn(without));
  expect(values.length).toBeGreaterThan(6);
  for (const value of values) {
    const [, name = "", inner, word] = /^(\w+)(?:\.(\w+))?: "([\w-]+)"$/.exec(value) ?? [];
    const setting = inner ? { userPool: { selfSignUp: true, [inner]: word } } : { [name]: word };
    expect(environmentNamed("dev", setting)).toMatchObject(setting);
  }
});

test("the page says when its prices were read", () => {
  expect(text).toMatch(
    /read\s+in (January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d/,
  );
});

function sectionOf(heading: string): string {
  const [, section = ""] = text.split(`## ${heading}\n`);
  return section.split("\n## ")[0] ?? "";
}

function spansIn(words: string): string[] {
  return [...words.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span);
}
