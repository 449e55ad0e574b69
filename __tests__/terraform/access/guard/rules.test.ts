import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { guard, rules } from "../../../../terraform/access/guard/guard";
import { LEVELS } from "../../../../terraform/access/guard/rule";
import { NO_CONFIG, type RuleCases } from "./side";

const folder = join(__dirname, "rules");

/** The cases of each rule, from the file that has the rule's id. */
const cases = new Map<string, RuleCases>(
  readdirSync(folder).map((file) => [basename(file, ".ts"), require(join(folder, file)).cases]),
);

test("every rule has cases, and every file of cases a rule", () => {
  expect([...cases.keys()].sort()).toEqual(rules.map(({ id }) => id).sort());
});

describe.each([...cases])("%s", (id, ofRule) => {
  test.each(Object.entries(ofRule))("%s", (_, { base, changes, finds, head, messages }) => {
    const { broken } = guard(head, { ...(base && { base }), ...(changes && { changes }), config: NO_CONFIG });
    const found = broken.filter(({ rule }) => rule.id === id);
    expect(found.map(({ resource }) => resource)).toEqual(finds);
    if (messages) expect(found.map(({ message }) => message)).toEqual(messages);
  });

  test("has cases that it finds, and cases that it lets pass", () => {
    const counts = Object.values(ofRule).map(({ finds }) => finds.length > 0);
    expect(new Set(counts)).toEqual(new Set([true, false]));
  });
});

test("rules are ordered by level, then by id", () => {
  const levels = Object.keys(LEVELS);
  const keys = rules.map(({ id, level }) => `${levels.indexOf(level)} ${id}`);
  expect(keys).toEqual([...keys].sort());
});

test("every rule has its own id, and its texts are phrases without a full stop", () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { finds, fix, reason } of rules)
    for (const text of [finds, fix, reason]) expect(text).toMatch(/^[A-Z].{9,}[^.]$/);
});
