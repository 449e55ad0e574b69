import { type ReadyLine, readyLine } from "../../cli/schemas/ready-line";
import type { GateDescription } from "../../gateway";
import { pages } from "./markdown";

/** The table of docs/local-gate.md has every field of the ready line, and those of its parts. */

// The schema has what the gate describes, no field more and none less.
const described: (line: ReadyLine) => GateDescription = (line) => line;
const line: (described: GateDescription) => ReadyLine = (all) => all;

interface Part {
  readonly type: string;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly item?: Part;
  readonly wrapped?: Part;
}

/** Names of the fields of an object, or of the items of a list. */
function fieldsOf({ entries, item, wrapped }: Part): readonly string[] {
  if (entries) return Object.keys(entries);
  const inner = wrapped ?? item;
  return inner ? fieldsOf(inner) : [];
}

const text = pages.find(({ file }) => file === "docs/local-gate.md")?.text ?? "";
const section = text.split("## The ready line\n")[1]?.split("\n## ")[0] ?? "";
const rows = new Map(
  [...section.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, name = "", what = ""]) => [name, what]),
);

test("each field has a row, in the order in which they come", () => {
  expect([described, line].map((same) => typeof same)).toEqual(["function", "function"]);
  expect([...rows.keys()]).toEqual(Object.keys(readyLine.entries));
});

const parts = Object.entries(readyLine.entries).flatMap(([name, part]) =>
  fieldsOf(part as unknown as Part).map((field) => [name, field] as const),
);

test.each(parts)("%s has %s", (name, field) => {
  expect(rows.get(name)).toContain(`\`${field}\``);
});
