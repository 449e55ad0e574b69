import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../cli/commands";
import { blocks, isForReaders, NOT_RUN } from "./blocks";
import { codeSpans, pages, root } from "./markdown";

/** Every command that a page shows is run by a test, or the page says why not. */

const shown = blocks.filter(isForReaders);

test("pages show commands", () => {
  expect(shown.length).toBeGreaterThan(25);
  expect(new Set(shown.map(({ file }) => file)).size).toBeGreaterThan(10);
});

test("each block with commands names the test that runs it, or why none does", () => {
  const isSilent = ({ notRun, runBy }: (typeof shown)[number]) => runBy === undefined && notRun === undefined;
  expect(shown.filter(isSilent).map(({ place }) => place)).toEqual([]);
});

test("each reason is a known one, and each is used", () => {
  const reasons = shown.flatMap(({ notRun }) => notRun ?? []);
  expect(reasons.filter((reason) => !Object.hasOwn(NOT_RUN, reason))).toEqual([]);
  expect(new Set(reasons)).toEqual(new Set(Object.keys(NOT_RUN)));
});

test("each test that is named reads its blocks from the pages", () => {
  const tests = new Set(shown.flatMap(({ runBy }) => runBy ?? []));
  const reads = (test: string) =>
    existsSync(join(root, test)) && readFileSync(join(root, test), "utf8").includes(`blocksRunBy("${test}")`);
  expect(tests.size).toBeGreaterThan(1);
  expect([...tests].filter((test) => !reads(test))).toEqual([]);
});

test("a role and a route with it take three files", () => {
  const changed = blocks
    .filter(({ file }) => file === "docs/declaring.md")
    .flatMap(({ changes }) => changes ?? []);
  expect(changed).toEqual(["access/roles.ts", "access/routes.ts", "functions/inventory/inventory.ts"]);
});

test("each command of gatehouse in the pages is one, and so are its options", () => {
  const lines = [
    ...shown.flatMap(({ lines, place }) => lines.map((text) => ({ place, text }))),
    ...pages.flatMap((page) => codeSpans(page).map((text) => ({ place: page.file, text }))),
  ];
  const calls = lines.flatMap(({ place, text }) =>
    [...text.matchAll(/(?:^|[\s(;$&])gatehouse ([a-z]+)([^#|;&)]*)/g)].map(([, name = "", words = ""]) => ({
      call: `${place}: gatehouse ${name}${words}`,
      command: COMMANDS.find(({ help }) => help.name === name)?.help,
      options: (words.match(/(?<=\s)--[a-z][\w-]*/g) ?? []).map((option) => option.slice(2)),
    })),
  );
  expect(calls.length).toBeGreaterThan(40);
  const isWrong = ({ command, options }: (typeof calls)[number]) =>
    command === undefined ||
    options.some((option) => option !== "help" && !Object.hasOwn(command.options, option));
  expect(calls.filter(isWrong).map(({ call }) => call)).toEqual([]);
});
