import { page } from "../pages";
import { type Paint, plain } from "../render/colour";
import { aligned, wrapped } from "../render/wrap";
import { ANY_NUMBER, type CommandHelp, type OptionHelp } from "./command";

/** Of the lines, in characters; narrower terminals wrap them by themselves. */
const WIDTH = 110;

/** What `gatehouse help` prints. */
export function overview(helps: readonly CommandHelp[]): string {
  const rows = helps.map(({ calls: [first], name, summary }) => [`${name} ${first}`.trim(), summary]);
  return [
    "gatehouse <command>",
    "",
    ...aligned(rows).map((row) => `  ${row.trimEnd()}`),
    "",
    "  COMMAND --help   what a command takes, with examples and its exit statuses",
    "  --version        print the version, and do nothing else",
    "",
    "Every command ends with 1 for an error in what it reads, and with 2 for a wrong option, path or setting.",
    `Documents: ${page("README.md")}`,
    "",
  ].join("\n");
}

/** What `gatehouse COMMAND --help` prints. */
export function helpText(
  { about, calls, examples, name, options, page: described, statuses, summary }: CommandHelp,
  paint: Paint = plain,
): string {
  const known = { ...options, help: HELP };
  const parts = [
    calls.map((call) => paint("bold", `gatehouse ${name} ${call}`.trim())),
    wrapped(`${capital(summary)}.`, WIDTH),
    ...(about === undefined ? [] : [wrapped(about, WIDTH)]),
    ...(described === undefined ? [] : [[`More: ${page(described)}`]]),
    [
      paint("bold", "Options:"),
      ...Object.entries(known).flatMap(([option, help]) => optionLines(option, help)),
    ],
    [
      paint("bold", "Examples:"),
      ...examples.flatMap(([call, what]) => [`  gatehouse ${call}`, `      ${what}`]),
    ],
    [paint("bold", "Exit status:"), ...statusLines(statuses)],
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const HELP: OptionHelp = { about: "print this, and do nothing else" };

/** The option, and what it does in a column of its own. */
const COLUMN = 26;

function optionLines(name: string, { about, isRepeated, takes }: OptionHelp): string[] {
  const option = `--${name}${takes === undefined ? "" : ` ${takes}`}`;
  const text = isRepeated ? `${about}; may be given several times` : about;
  const [first = "", ...more] = wrapped(text, WIDTH - COLUMN);
  const indented = more.map((line) => " ".repeat(COLUMN) + line.trimStart());
  return option.length > COLUMN - 4
    ? [`  ${option}`, ...[first, ...more].map((line) => " ".repeat(COLUMN) + line.trimStart())]
    : [`  ${option}`.padEnd(COLUMN) + first, ...indented];
}

const COMMON = {
  1: "an error in what it read",
  2: "a wrong option, path or setting",
} as const;

function statusLines(statuses: CommandHelp["statuses"]): string[] {
  return Object.entries({ ...COMMON, ...statuses }).map(([status, what]) => `  ${status}  ${what}`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1 path`, `1 or more paths`: what a command takes. */
export function operandsText({ least, most, what }: CommandHelp["operands"]): string {
  if (what !== undefined) return what;
  const count =
    most === ANY_NUMBER ? `${least} or more` : least === most ? `${least}` : `${least} to ${most}`;
  return `${count} path${most === 1 ? "" : "s"}`;
}
