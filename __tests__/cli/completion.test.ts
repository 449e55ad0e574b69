import { execFileSync } from "node:child_process";
import { COMMANDS } from "../../cli/commands";
import { gatehouse } from "../../cli/gatehouse";
import { captured } from "./captured";

/** Scripts for shells, made from the table of commands. */

const helps = COMMANDS.map(({ help }) => help);

const scriptFor = async (shell: string) => (await captured(gatehouse, "completion", shell)).out;

/** What bash offers for the last word. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const script = `${await scriptFor("bash")}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _gatehouse; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync("bash", ["-c", script, "bash", "gatehouse", ...words], { encoding: "utf8" });
  return out.split("\n").filter((word) => word !== "");
}

test("bash offers the commands, and those that begin with a word", async () => {
  expect(await offered("")).toEqual([...helps.map(({ name }) => name), "help", "--help", "--version"]);
  expect(await offered("gu")).toEqual(["guard"]);
});

test.each(helps)("bash offers the options of $name", async ({ name, options }) => {
  expect(await offered(name, "--")).toEqual([...Object.keys(options), "help"].map((one) => `--${one}`));
});

test("bash offers the words of an option, and none where a file is meant", async () => {
  expect(await offered("access", "--format", "")).toEqual([
    "text",
    "markdown",
    "json",
    "html",
    "sarif",
    "github",
  ]);
  expect(await offered("access", "--format", "ma")).toEqual(["markdown"]);
  expect(await offered("start", "--from", "")).toEqual([]);
  expect(await offered("access", "")).toEqual([]);
  expect(await offered("completion", "")).toEqual(["bash", "zsh", "fish"]);
});

test.each([
  ["zsh", (name: string) => `    ${name}) _arguments `, (name: string) => `--${name}[`],
  ["fish", (name: string) => `-f -a ${name} -d `, (name: string) => ` -l ${name} `],
] as const)("%s has every command and option", async (shell, commandIn, optionIn) => {
  const lines = (await scriptFor(shell)).split("\n");
  for (const { name, options } of helps) {
    expect(lines.some((line) => line.includes(commandIn(name)))).toBe(true);
    const own = lines.filter((line) => line.includes(commandIn(name)) || line.includes(`_from ${name}'`));
    for (const option of Object.keys(options))
      expect(own.some((line) => line.includes(optionIn(option)))).toBe(true);
  }
});

test("another shell is refused by name", async () => {
  expect((await captured(gatehouse, "completion", "csh")).err).toBe(
    "gatehouse: gatehouse completion csh: expected one of bash, zsh, fish.\n",
  );
});
