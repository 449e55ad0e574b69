import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { access } from "../../cli/commands/access";
import { diff } from "../../cli/commands/diff";
import { guard } from "../../cli/commands/guard";
import { EXIT } from "../../cli/exit-status";
import { environmentNamed } from "../../stacks/environment-named";
import { captured } from "../cli/captured";
import { synthesize } from "../stacks/synthesized";
import { pages, root } from "./markdown";

/** The commands that README and docs/reviewing.md show print what the pages say. */

const COMMANDS = { access, diff, guard } as const;

const out = mkdtempSync(join(tmpdir(), "commands-"));
beforeAll(() => synthesize(out, environmentNamed("dev")));
afterAll(() => rmSync(out, { recursive: true }));

const textOf = (name: string) => pages.find(({ file }) => file === name)?.text ?? "";
const reviewing = textOf("docs/reviewing.md");

/** `$ gatehouse …` with the lines below it, up to the next command or the end of the block. */
const shown = ["README.md", "docs/reviewing.md"].flatMap((file) =>
  [...textOf(file).matchAll(/^```(?:console)?\n(\$ [\s\S]*?)^```/gm)].flatMap(([, block = ""]) =>
    block.split(/^\$ /m).flatMap((part) => {
      const [call = "", ...lines] = part.trim().split("\n");
      const [, name = "", words = ""] = /^(?:npx )?gatehouse (access|diff|guard)(.*)$/.exec(call) ?? [];
      return name === "" ? [] : [{ file, call, name: name as keyof typeof COMMANDS, words, lines }];
    }),
  ),
);

test("both pages show commands", () => {
  expect(new Set(shown.map(({ file, name }) => `${file} ${name}`)).size).toBeGreaterThan(3);
});

test.each(shown)("$file: $call", async ({ lines, name, words }) => {
  const args = [...words.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
  // Without a path, access reads the project's own cdktf.out.
  const isOwn = name === "access" && !args.some((arg) => arg.startsWith("examples/"));
  const { out: printed } = await captured(COMMANDS[name], ...(isOwn ? [out, ...args] : args));
  const actual = printed.trimEnd().split("\n");
  for (const line of lines.filter((one) => one.trim() !== "" && one !== "…"))
    expect(actual).toContainEqual(expect.stringMatching(patternOf(line)));
  // A line of dots stands for those that are left out.
  if (!lines.includes("…")) expect(lines.length).toBeGreaterThanOrEqual(actual.length - 2);
});

function patternOf(line: string): RegExp {
  const parts = line.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}

test("each exit status is in the table, and no other", () => {
  const [, table = ""] = reviewing.split("## Exit statuses\n");
  const statuses = [...(table.split("\n## ")[0] ?? "").matchAll(/^\| (\d) \|/gm)].map(([, status]) =>
    Number(status),
  );
  expect(statuses).toEqual(Object.values(EXIT));
});

interface Workflow {
  readonly jobs: {
    readonly access: {
      readonly permissions: Readonly<Record<string, string>>;
      readonly steps: readonly { readonly uses: string; readonly with: Readonly<Record<string, unknown>> }[];
    };
  };
}

test("the workflow gives inputs of the action, and the rights that they need", () => {
  const [, workflow = ""] = /```yaml\n([\s\S]*?)```/.exec(reviewing) ?? [];
  const { permissions, steps } = (parse(workflow) as Workflow).jobs.access;
  const { inputs } = parse(readFileSync(join(root, "action.yml"), "utf8")) as { inputs: object };
  const given = steps.find(({ uses }) => uses.startsWith("OWNER/gatehouse@"))?.with ?? {};
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
  expect(given).toEqual({ paths: "infra", sarif: true });
  expect(permissions).toEqual({
    contents: "read",
    "pull-requests": "write",
    "security-events": "write",
  });
});

test("the calls for other systems are of formats that there are", async () => {
  const [before, after] = ["examples/review/before", "examples/review/after"];
  expect((await captured(diff, before, after, "--format", "markdown")).status).toBe(3);
  expect((await captured(guard, after, "--base", before, "--format", "sarif")).status).toBe(3);
});

test("each format of the page is one of the commands", async () => {
  const [, table = ""] = reviewing.split("## In a pull request\n");
  const formats = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, format = ""]) => format);
  expect(formats.length).toBeGreaterThan(5);
  for (const format of formats)
    expect((await captured(access, "examples/review/before", "--format", format)).status).toBe(0);
});

test("the files of the example are in the repository's folder, which the tests run in", () => {
  expect(process.cwd()).toBe(root);
});
