import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { access } from "../../cli/commands/access";
import { diff } from "../../cli/commands/diff";
import { guard } from "../../cli/commands/guard";
import { EXIT } from "../../cli/exit-status";
import { captured } from "../cli/captured";
import { shop, sources } from "../terraform/build/stacks";
import { planned, statesOf } from "../terraform/build/states";
import { blocksRunBy } from "./blocks";

/** The calls of docs/several-roots.md, on roots of the names that it uses: each reads both as one system. */

const COMMANDS = { access, diff, guard } as const;
const here = process.cwd();
const folder = mkdtempSync(join(tmpdir(), "several-roots-"));

beforeAll(() => {
  const before = shop();
  const { api = {}, identity = {} } = statesOf(sources(before));
  const write = (file: string, content: unknown) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), JSON.stringify(content));
  };
  write("identity.json", identity);
  write("api.json", api);
  write("identity-state.json", identity);
  write("api-plan.json", planned(api, api));
  for (const side of ["infra", "old", "new"]) {
    write(`${side}/identity/main.tf.json`, before.identity);
    write(`${side}/api/main.tf.json`, before.api);
  }
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(here);
  rmSync(folder, { recursive: true });
});

const calls = blocksRunBy("__tests__/docs/several-roots.test.ts")
  .flatMap(({ lines }) => lines)
  .map((line) =>
    line
      .replace(/ +#.*$/, "")
      .split(" ")
      .slice(1),
  );

test("the page shows each command", () => {
  expect(new Set(calls.map(([name]) => name))).toEqual(new Set(Object.keys(COMMANDS)));
});

test.each(calls.map((words) => [words.join(" "), words] as const))("%s", async (_, words) => {
  const [name, ...args] = words;
  const { out, status } = await captured(COMMANDS[name as keyof typeof COMMANDS], ...args);
  // The shop itself breaks rules of guard: its stage has no logs.
  expect(status).toBe(name === "guard" ? EXIT.wider : EXIT.ok);
  if (name === "access") expect(out).toMatch(/GET +\/pets +iam .*yes/);
  if (name === "diff") expect(out).toContain("Nobody may call more or less than before.");
});
