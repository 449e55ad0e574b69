import { pages } from "./markdown";

/** Commands that pages show, and how each is run. */

/** Why a block is run by no test. */
export const NOT_RUN = {
  "needs an AWS account": "it changes or reads what is deployed",
  "the package is not published":
    "npm would fetch it; __tests__/package runs the same commands of the packed file",
  "needs placeholders": "names and files of the reader's own stand in it",
  "needs packages of its own":
    "the folder has a package.json of its own; its page names the script of this project that runs the same",
  "needs a program of another language": "such as Python's runtime for Lambda, or a mobile emulator",
} as const;

export interface Block {
  /** `docs/reviewing.md:41`, of the fence. */
  readonly place: string;
  readonly file: string;
  readonly language: string;
  readonly lines: readonly string[];
  /** The test that runs it, or for a diff the test that applies it. */
  readonly runBy: string | undefined;
  readonly notRun: string | undefined;
  /** The file of the project that a diff changes. */
  readonly changes: string | undefined;
}

/** Every fenced block, in the order of the pages. */
export const blocks: readonly Block[] = pages.flatMap(({ file, text }) =>
  [...text.matchAll(/^( *)```(\w*)\n([\s\S]*?)^ *```/gm)].map((match) => {
    const [, indent = "", language = "", body = ""] = match;
    const before = text.slice(0, match.index).trimEnd().split("\n");
    const comment = /^ *<!-- (.*) -->$/.exec(before.at(-1) ?? "")?.[1] ?? "";
    return {
      place: `${file}:${text.slice(0, match.index).split("\n").length}`,
      file,
      language,
      lines: body
        .trimEnd()
        .split("\n")
        .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)),
      runBy: /(?:^run|, applied) by (\S+)$/.exec(comment)?.[1],
      notRun: /^not run: (.+)$/.exec(comment)?.[1],
      changes: /^(\S+), applied by /.exec(comment)?.[1],
    };
  }),
);

/** Whether a reader may paste it, or apply it. */
export function isForReaders({ language, lines }: Block): boolean {
  const isCommand = (line: string) => /^(\$|npm|npx|gatehouse|curl|terraform|aws) /.test(line);
  return ["sh", "bash", "console", "diff"].includes(language) || lines.some(isCommand);
}

export function blocksRunBy(test: string): readonly Block[] {
  return blocks.filter(({ runBy }) => runBy === test);
}

/** A command, and what it prints according to the page. */
export interface Shown {
  readonly file: string;
  readonly place: string;
  readonly command: string;
  readonly printed: readonly string[];
}

/** The commands of a block with prompts. */
export function commandsOf({ file, lines, place }: Block): readonly Shown[] {
  return lines
    .join("\n")
    .split(/^\$ /m)
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const [command = "", ...printed] = part.trim().split("\n");
      return { file, place, command, printed };
    });
}

/** A line of a page as a pattern: an ellipsis stands for any text, and ids that are made anew for any others. */
export function patternOf(line: string): RegExp {
  const parts = line.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  return new RegExp(`^${parts.join(".*").replace(uuid, uuid.source)}$`);
}

/** What of the shown lines was not printed, and whether more was printed than is shown. */
export function faultsOf(printed: readonly string[], actual: readonly string[]): readonly string[] {
  const missing = printed.filter(
    (line) => line.trim() !== "" && line !== "…" && !actual.some((one) => patternOf(line).test(one)),
  );
  const isLonger = !printed.includes("…") && printed.length < actual.length - 2;
  if (missing.length === 0 && !isLonger) return [];
  return [
    ...missing.map((line) => `is not printed: ${line}`),
    `printed: ${actual.join("\n").slice(0, 2_000)}`,
  ];
}
