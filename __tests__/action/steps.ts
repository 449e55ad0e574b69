/**
 * Acts the steps of an action or of a workflow's job out, as a runner does: expressions are filled in, `run` is given to
 * bash with the files that GitHub names in the environment, and each `uses` is played by a function of the test.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export const root = join(__dirname, "../..");

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
  readonly "continue-on-error"?: boolean;
}

export type Values = Readonly<Record<string, unknown>>;

/** Plays an action. What it returns are its outputs; what it throws fails the step. */
export type Played = (given: Readonly<Record<string, string>>) => Promise<Values> | Values;

export interface Job {
  readonly workspace: string;
  /** For the files that GitHub names; made anew for each job. */
  readonly temp: string;
  /** Of expressions, by their first name: `github`, `inputs`, `vars`, `needs`, … */
  readonly contexts: Readonly<Record<string, Values>>;
  readonly env?: Readonly<Record<string, string>>;
  /** By the part of `uses` before `@`. */
  readonly uses?: Readonly<Record<string, Played>>;
}

export interface Acted {
  readonly failed: boolean;
  /** Of each step with an id. */
  readonly outputs: Readonly<Record<string, Values>>;
  /** Names of the steps that ran. */
  readonly ran: readonly string[];
  readonly log: string;
  readonly summary: string;
}

/** A composite action, as its action.yml describes it. */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>;
  readonly outputs?: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** Acts a composite action out with these inputs, and the defaults of the others. */
export async function actAction(
  folder: string,
  given: Values,
  job: Job,
): Promise<Acted & { readonly out: Readonly<Record<string, string>> }> {
  const { inputs, outputs = {}, runs } = yamlOf<Action>(join(folder, "action.yml"));
  const defaults = Object.entries(inputs).map(([name, { default: text = "" }]) => [name, fill(text, job)]);
  const contexts = { ...job.contexts, inputs: { ...Object.fromEntries(defaults), ...given } };
  const env = { GITHUB_ACTION_PATH: join(root, folder), ...job.env };
  const acted = await act(runs.steps, { ...job, contexts, env });
  const steps = Object.fromEntries(Object.entries(acted.outputs).map(([id, of]) => [id, { outputs: of }]));
  const out = Object.entries(outputs).map(([name, { value }]) => [
    name,
    fill(value, { contexts: { steps } }),
  ]);
  return { ...acted, out: Object.fromEntries(out) };
}

export function yamlOf<T>(file: string): T {
  return parse(readFileSync(join(root, file), "utf8")) as T;
}

export async function act(steps: readonly Step[], job: Job): Promise<Acted> {
  mkdirSync(job.temp, { recursive: true });
  const files = { output: join(job.temp, "output"), summary: join(job.temp, "summary") };
  writeFileSync(files.summary, "");
  const outputs: Record<string, Values> = {};
  const ran: string[] = [];
  let [failed, log] = [false, ""];
  for (const step of steps) {
    const contexts = {
      ...job.contexts,
      steps: Object.fromEntries(Object.entries(outputs).map(([id, of]) => [id, { outputs: of }])),
    };
    const now = { contexts, failed, workspace: job.workspace };
    const filled = (text: unknown) => fill(String(text), now);
    if (!isDue(step.if, now)) continue;
    ran.push(step.name ?? step.uses ?? step.run ?? "");
    const env = { ...job.env, ...entriesOf(step.env, filled) };
    writeFileSync(files.output, "");
    let isBroken = false;
    if (step.uses !== undefined) {
      const play = job.uses?.[step.uses.split("@")[0] ?? ""];
      if (!play) throw new Error(`The test plays no ${step.uses}`);
      try {
        if (step.id) outputs[step.id] = await play(entriesOf(step.with, filled));
        else await play(entriesOf(step.with, filled));
      } catch (error) {
        isBroken = true;
        log += `${error}\n`;
      }
    } else {
      const folder = join(job.workspace, filled(step["working-directory"] ?? "."));
      const { said, status } = await bash(step.run ?? "", folder, {
        ...env,
        RUNNER_TEMP: job.temp,
        GITHUB_WORKSPACE: job.workspace,
        GITHUB_OUTPUT: files.output,
        GITHUB_STEP_SUMMARY: files.summary,
      });
      log += said;
      isBroken = status !== 0;
      if (step.id) outputs[step.id] = outputsIn(readFileSync(files.output, "utf8"));
    }
    if (isBroken && step["continue-on-error"] !== true) failed = true;
  }
  return { failed, outputs, ran, log, summary: readFileSync(files.summary, "utf8") };
}

/** What an expression is evaluated with. */
export interface Now {
  readonly contexts: Readonly<Record<string, Values>>;
  /** Whether a step before, or a job that this one needs, has failed. */
  readonly failed?: boolean;
  readonly workspace?: string;
}

/** `${{ … }}` in a text, filled in as text. */
export function fill(text: string, now: Now): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const value = evaluated(expression, now);
    return value === undefined || value === null ? "" : String(value);
  });
}

/** Whether a step or a job with this condition runs. */
export function isDue(condition: string | undefined, now: Now): boolean {
  if (condition === undefined) return !now.failed;
  const expression = condition.trim().replace(/^\$\{\{(.*)\}\}$/s, "$1");
  const asksItself = /\b(always|cancelled|failure|success)\(\)/.test(expression);
  return (asksItself || !now.failed) && Boolean(evaluated(expression, now));
}

/** As far as our files need it: contexts, texts, numbers, `!`, `==`, `!=`, `&&`, `||`, and the functions below. */
function evaluated(expression: string, { contexts, failed = false, workspace = "" }: Now): unknown {
  const texts: string[] = [];
  const script = expression
    .replace(
      /'((?:[^']|'')*)'/g,
      (_, text: string) => ` text(${texts.push(text.replaceAll("''", "'")) - 1}) `,
    )
    .replace(/\b[a-z_]+(\.[\w-]+)+/gi, (path) => ` at(${JSON.stringify(path.split("."))}) `);
  // What is not there equals an empty text.
  const at = (path: readonly string[]) =>
    path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], contexts) ??
    "";
  const names = {
    at,
    text: (index: number) => texts[index],
    always: () => true,
    cancelled: () => false,
    failure: () => failed,
    success: () => !failed,
    hashFiles: (file: string) => (existsSync(join(workspace, file)) ? "hash" : ""),
  };
  return new Function(...Object.keys(names), `return (${script});`)(...Object.values(names));
}

function entriesOf(
  values: Readonly<Record<string, unknown>> | undefined,
  filled: (text: unknown) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, filled(value)]));
}

/** `name=value`, and `name<<END` with lines up to END. */
function outputsIn(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const lines = text.split("\n");
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const [, long, end] = /^([\w-]+)<<(.+)$/.exec(line) ?? [];
    const [, short, value = ""] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
    if (long && end)
      found[long] = lines
        .splice(0, lines.indexOf(end) + 1)
        .slice(0, -1)
        .join("\n");
    else if (short) found[short] = value;
  }
  return found;
}

/** As GitHub runs `shell: bash`, with nothing in the environment but a PATH and what the runner sets. */
function bash(
  script: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly said: string }> {
  const { HOME = "", PATH = "" } = process.env;
  if (!existsSync(folder)) throw new Error(`No folder ${folder}`);
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd: folder,
    env: { HOME, PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => (said += bytes));
  return new Promise((resolve) => child.on("close", (status) => resolve({ status: status ?? 1, said })));
}

/** A job of a workflow. */
export interface WorkflowJob {
  readonly if?: string;
  readonly environment?: string;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** The outputs of the job, for the one that needs it. */
export function outputsOf({ outputs = {} }: WorkflowJob, { outputs: of }: Acted): Values {
  const byOutput = Object.entries(outputs).map(([name, text]) => {
    const [, id = "", key = ""] = /steps\.(\w+)\.outputs\.(\w+)/.exec(text) ?? [];
    return [name, of[id]?.[key] ?? ""];
  });
  return Object.fromEntries(byOutput);
}
