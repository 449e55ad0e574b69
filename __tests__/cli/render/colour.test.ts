import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { access } from "../../../cli/commands/access";
import { diff } from "../../../cli/commands/diff";
import { guard } from "../../../cli/commands/guard";
import { gatehouse } from "../../../cli/gatehouse";
import { paintFor } from "../../../cli/render/colour";
import { captured } from "../captured";

/** Styles, on terminals alone, and what NO_COLOR and FORCE_COLOR say of them. */

test.each<[name: string, isTTY: boolean, environment: NodeJS.ProcessEnv, isStyled: boolean]>([
  ["a terminal", true, {}, true],
  ["a pipe", false, {}, false],
  ["a terminal with NO_COLOR", true, { NO_COLOR: "1" }, false],
  ["a terminal with an empty NO_COLOR", true, { NO_COLOR: "" }, true],
  ["a terminal that has none", true, { TERM: "dumb" }, false],
  ["a pipe with FORCE_COLOR", false, { FORCE_COLOR: "1" }, true],
  ["a pipe with both", false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
  ["a terminal with FORCE_COLOR=0", true, { FORCE_COLOR: "0" }, false],
])("%s", (_, isTTY, environment, isStyled) => {
  const text = paintFor({ isTTY }, environment)("green", "yes");
  expect(text).toBe(isStyled ? "\u001b[32myes\u001b[39m" : "yes");
});

const [before, after] = ["before", "after"].map((side) =>
  join(__dirname, "../../../examples/review", side),
) as [string, string];

test.each([
  ["access", access, [before]],
  ["diff", diff, [before, after]],
  ["guard", guard, [after, "--base", before]],
] as const)("%s says the same with styles, and no other format has any", async (_, command, args) => {
  const { out: plain } = await captured(command, ...args);
  process.env.FORCE_COLOR = "1";
  try {
    const { out: styled } = await captured(command, ...args);
    expect(styled).not.toBe(plain);
    expect(stripVTControlCharacters(styled)).toBe(plain);
    for (const format of ["markdown", "json", "github"])
      expect((await captured(command, ...args, "--format", format)).out).not.toContain("\u001b");
  } finally {
    process.env.FORCE_COLOR = "0";
  }
  expect(plain).not.toContain("\u001b");
});

test("the next command is said to a person, and to no program", async () => {
  const isTTY = process.stderr.isTTY;
  const next = /^Next: npx gatehouse diff BASE HEAD says what a change does for callers\.$/m;
  try {
    process.stderr.isTTY = true;
    expect((await captured(gatehouse, "access", before)).err).toMatch(next);
    expect((await captured(gatehouse, "access", before, "--json")).err).toBe("");
    expect((await captured(gatehouse, "access", before, "--format=markdown")).err).toBe("");
    process.stderr.isTTY = false;
    expect((await captured(gatehouse, "access", before)).err).toBe("");
  } finally {
    process.stderr.isTTY = isTTY;
  }
});
