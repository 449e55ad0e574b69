import { UsageError } from "../error";

/** What a workflow gives to the action; action.yml passes each input in a variable of the environment. */
export interface Inputs {
  /** What is reviewed: each a path or NAME=PATH, as `gatehouse guard` takes them. */
  readonly paths: readonly string[];
  /** What it is compared with; empty if the action is to find that out. */
  readonly base: readonly string[];
  /** Tells the comments and code scanning results of several reviews apart. */
  readonly name: string;
  /** Options of access, diff and guard alike. */
  readonly shared: readonly string[];
  /** Options of guard. */
  readonly guard: readonly string[];
  readonly allowUnknown: boolean;
  /**
   * What fails the job. `plan`: broken rules about what a plan does to what is deployed, and no others, for one root of a system
   * whose access was reviewed as a whole.
   */
  readonly stopAt: StopAt;
}

export type StopAt = (typeof STOPS)[number];
const STOPS = ["anything", "plan"] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Of a list, the lines: a path may have spaces. */
const LISTS = { "--var": "VARS", "--var-file": "VAR_FILES", "--source": "SOURCES" } as const;

/** @throws UsageError `ARGUMENT_MISSING`, `ARGUMENT_UNKNOWN` */
export function inputsOf(environment: Environment): Inputs {
  const paths = linesOf(environment, "PATHS");
  if (paths.length === 0)
    throw new UsageError(
      "ARGUMENT_MISSING",
      "The input paths is empty; expected a folder of HCL, a cdktf.out, or a plan as JSON, one on each line.",
    );
  const workspace = textOf(environment, "TERRAFORM_WORKSPACE");
  const config = textOf(environment, "CONFIG");
  return {
    paths,
    base: linesOf(environment, "BASE"),
    name: nameOf(environment),
    shared: [
      ...Object.entries(LISTS).flatMap(([option, name]) =>
        linesOf(environment, name).map((value) => `${option}=${value}`),
      ),
      ...(workspace === "" ? [] : [`--workspace=${workspace}`]),
    ],
    guard: config === "" ? [] : [`--config=${config}`],
    allowUnknown: isYes(environment, "ALLOW_UNKNOWN"),
    stopAt: stopOf(environment),
  };
}

/** @throws UsageError `ARGUMENT_UNKNOWN`: it is a part of a marker in a comment, and of the name of a folder. */
export function nameOf(environment: Environment): string {
  const name = textOf(environment, "NAME");
  if (/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/.test(name)) return name;
  throw new UsageError(
    "ARGUMENT_UNKNOWN",
    `The input name is ${JSON.stringify(name)}; expected up to 64 letters, digits, spaces, dots, _ and -, a letter or digit first.`,
  );
}

/** @throws UsageError `ARGUMENT_UNKNOWN` */
export function isYes(environment: Environment, name: string): boolean {
  const text = textOf(environment, name);
  if (text === "true" || text === "false") return text === "true";
  throw new UsageError(
    "ARGUMENT_UNKNOWN",
    `The input ${inYaml(name)} is ${JSON.stringify(text)}; expected true or false.`,
  );
}

function stopOf(environment: Environment): StopAt {
  const text = textOf(environment, "STOP_AT");
  const found = STOPS.find((one) => one === text);
  if (found !== undefined) return found;
  throw new UsageError(
    "ARGUMENT_UNKNOWN",
    `The input stop-at is ${JSON.stringify(text)}; expected ${STOPS.join(" or ")}.`,
  );
}

export function textOf(environment: Environment, name: string): string {
  return (environment[`GATEHOUSE_${name}`] ?? "").trim();
}

function linesOf(environment: Environment, name: string): readonly string[] {
  const lines = textOf(environment, name)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const option = lines.find((line) => line.startsWith("-"));
  if (option === undefined) return lines;
  throw new UsageError(
    "ARGUMENT_UNKNOWN",
    `The input ${inYaml(name)} has the line ${option}; expected a path or value on each line, and no option.`,
  );
}

function inYaml(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}
