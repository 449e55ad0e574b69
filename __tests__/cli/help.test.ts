import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../cli/commands";
import { gatehouse } from "../../cli/gatehouse";
import { page } from "../../cli/pages";
import { captured } from "./captured";

/** The help of each command, and the list of all. */

const helps = COMMANDS.map(({ help }) => help);

test.each(helps)("$name --help: how it is called, its options, examples and exit statuses", async (help) => {
  const { out, status } = await captured(gatehouse, help.name, "--help");
  expect(status).toBe(0);
  expect(out.startsWith(`gatehouse ${help.name}`)).toBe(true);
  for (const option of Object.keys(help.options)) expect(out).toContain(`\n  --${option}`);
  expect(out).toMatch(/^Examples:\n {2}gatehouse /m);
  for (const code of [0, 1, 2, ...Object.keys(help.statuses)])
    expect(out).toMatch(new RegExp(`^  ${code}  \\S`, "m"));
  expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
  expect((await captured(gatehouse, "help", help.name)).out).toBe(out);
});

test.each(helps)("the examples of $name take its options and operands", ({ examples, name, options }) => {
  for (const [call, what] of examples) {
    const [first, ...words] = [...call.matchAll(/'[^']*'|\S+/g)].map(([word]) => word);
    expect({ first, what: what !== "" }).toEqual({ first: name, what: true });
    for (const word of words.filter((one) => one.startsWith("--")))
      expect(Object.keys(options)).toContain(word.slice(2));
  }
});

test("the list has every command once; each has a file of its own", async () => {
  const { out, status } = await captured(gatehouse, "help");
  expect(status).toBe(0);
  const listed = [...out.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
  expect(listed).toEqual(helps.map(({ name }) => name));
  const files = readdirSync(join(__dirname, "../../cli/commands")).map((file) => file.replace(".ts", ""));
  expect(files.sort()).toEqual([...listed].sort());
  for (const flag of ["--help", "-h"]) expect((await captured(gatehouse, flag)).out).toBe(out);
});

test("the pages that are named stand below the working directory, and by their whole path elsewhere", () => {
  const root = join(__dirname, "../..");
  for (const { page: name } of helps)
    if (name !== undefined) expect(existsSync(join(root, "docs", name))).toBe(true);
  expect(page("devices.md", root)).toBe("docs/devices.md");
  expect(page("devices.md", join(root, "docs"))).toBe("devices.md");
  expect(page("devices.md", join(root, "../shop"))).toBe(join(root, "docs/devices.md"));
});

test("docs/local-gate.md has every option of start", () => {
  const page = readFileSync(join(__dirname, "../../docs/local-gate.md"), "utf8");
  const [table = ""] = page.split("\n## ");
  const start = helps.find(({ name }) => name === "start");
  for (const option of Object.keys(start?.options ?? {})) expect(table).toContain(`\`--${option}`);
});
