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
import { blocksRunBy, commandsOf, faultsOf } from "./blocks";
import { pages, root } from "./markdown";

/** Commands of the pages that need no process print what the pages say; so do formats, statuses and the workflow. */

const COMMANDS = { access, diff, guard } as const;

const out = mkdtempSync(join(tmpdir(), "commands-"));
beforeAll(() => synthesize(out, environmentNamed("dev")));
afterAll(() => rmSync(out, { recursive: true }));

const textOf = (name: string) => pages.find(({ file }) => file === name)?.text ?? "";
const reviewing = textOf("docs/reviewing.md");

const shown = blocksRunBy("__tests__/docs/commands.test.ts").flatMap(commandsOf);

test("pages show the three commands", () => {
  expect(new Set(shown.map(({ command }) => nameAndWords(command).name))).toEqual(
    new Set(["access", "diff", "guard"]),
  );
});

test.each(shown)("$file: $command", async ({ command, printed }) => {
  const { name, words } = nameAndWords(command);
  const args = [...words.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
  // Without a path, access reads the project's own cdktf.out.
  const isOwn = name === "access" && !args.some((arg) => arg.startsWith("examples/"));
  const ran = await captured(COMMANDS[name], ...(isOwn ? [out, ...args] : args));
  expect(faultsOf(printed, ran.out.trimEnd().split("\n"))).toEqual([]);
});

function nameAndWords(command: string): { name: keyof typeof COMMANDS; words: string } {
  const [, name = "", words = ""] = /^(?:npx )?gatehouse (\w+)(.*)$/.exec(command) ?? [];
  if (name in COMMANDS) return { name: name as keyof typeof COMMANDS, words };
  throw new Error(`expected gatehouse access, diff or guard, and it is: ${command}`);
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
