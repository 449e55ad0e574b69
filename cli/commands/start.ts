import { join, relative, resolve } from "node:path";
import type { GateDescription } from "../../gateway";
import { accessMatrix } from "../../terraform/access/matrix/matrix";
import type { ApiModel } from "../../terraform/model";
import { parseBackends } from "../arguments/parse-backends";
import { parseCommand } from "../arguments/parse-command";
import { parsePort } from "../arguments/parse-port";
import { parseSourceIp } from "../arguments/parse-source-ip";
import { UsageError } from "../error";
import { errorText } from "../render/error-text";
import { jsonText } from "../render/json";
import { matrixText } from "../render/matrix-text";
import { cleaned, printable } from "../render/printable";
import { evidenceOf } from "../sources/evidence";
import type { SynthOutput } from "../sources/output";
import { environmentOf, projectAt } from "../sources/project";
import { welcome } from "../start/banner";
import { triesOf } from "../start/tries";
import { olderText, restlessText, staleText } from "../watch/report";
import { readSource, type ServedSource } from "../watch/source";
import { type Attempt, type Watch, watchFor } from "../watch/watch";

const OPTIONS = {
  port: "string",
  from: "string",
  state: "string",
  environment: "string",
  backend: "strings",
  "source-ip": "string",
  fresh: "boolean",
  json: "boolean",
  "no-watch": "boolean",
} as const;

/** `gatehouse start`: the gate on localhost, from the Terraform alone, following its changes. */
export async function start(args: readonly string[]): Promise<number> {
  const { options } = parseCommand("start", args, { options: OPTIONS, paths: [0, 0] });
  const port = parsePort(options.port ?? "3000");
  const backends = parseBackends(options.backend ?? []);
  const sourceIp = parseSourceIp(options["source-ip"]);
  if (options.from !== undefined && options.environment !== undefined)
    throw new UsageError(
      "OPTIONS_CLASH",
      `--from ${options.from} and --environment ${options.environment}: expected one of them; the Terraform in a folder is of one environment already.`,
    );
  const project = options.from === undefined ? projectAt(process.cwd(), options.environment) : undefined;
  const root = project?.root ?? process.cwd();
  const stateDir = resolve(options.state ?? join(root, ".gatehouse"));
  const source: ServedSource = project ? { project, stateDir } : { folder: resolve(options.from ?? "") };
  // In --json mode stdout belongs to the one line.
  const say = (text: string) => (options.json ? process.stderr : process.stdout).write(`${text}\n`);
  const log = (line: string) => say(printable(line));
  const reported = { isJson: options.json ?? false, folder: root };

  // The output of another environment in the same folder is replaced.
  const environment = project && environmentOf(project);
  if (project && environment !== undefined)
    log(
      `Synthesizing the environment "${environment}" into ${relative(root, project.output) || "../start"}.`,
    );
  const startedAt = Date.now();
  const reading = readSource(source);
  // Loaded while the app synthesizes in a process of its own.
  const { readTerraform } = require("../../terraform/read") as typeof import("../../terraform/read");
  const { startGate } = require("../../gateway") as typeof import("../../gateway/gate");
  const first = await reading;
  if ("error" in first) throw first.error;

  let { followed, output } = first;
  let model = readTerraform({ kind: "stacks", stacks: output.stacks }, { strict: true });
  let watch: Watch | undefined;
  let isStopping = false;
  const gate = await startGate({
    model,
    readArchive: (archive) => output.readArchive(archive),
    port,
    stateDir,
    log,
    onCall: (call) => {
      const behind = watch?.behind();
      if (behind?.because === "failed") say(olderText(call, behind, reported));
    },
    fresh: options.fresh ?? false,
    backends,
    ...(sourceIp !== undefined && { sourceIp }),
  });
  // Listened for before anybody is told that the gate is there.
  const told = toldToStop();
  let noticed: ReadonlySet<string> = new Set();
  // After a change only what is new: the others were said already, and would hide it.
  const notices = () => {
    const lines = noticeLines(model);
    for (const line of lines) if (!noticed.has(line)) log(line);
    noticed = new Set(lines);
  };
  if (options.json) process.stdout.write(`${jsonText(gate.description)}\n`);
  else say(welcomeText(gate.description, model, output));
  notices();

  const attempt = async (signal: AbortSignal): Promise<Attempt> => {
    const started = performance.now();
    const served = output;
    const next = await readSource(source, { before: followed, signal });
    ({ followed } = next);
    try {
      if ("error" in next) throw next.error;
      const changed = readTerraform({ kind: "stacks", stacks: next.output.stacks }, { strict: true });
      ({ output } = next);
      await gate.reload(changed);
      model = changed;
      const report = () => {
        notices();
        say(`Changed, and served anew after ${Math.round(performance.now() - started)} ms.`);
      };
      return { isServed: true, followed, report };
    } catch (error) {
      output = served;
      const report = () => {
        if (!isStopping) say(`${errorText(error)}\nThe gate goes on with what it had.`);
      };
      return { isServed: false, followed, report };
    }
  };
  if (!options["no-watch"])
    watch = watchFor(
      { followed, startedAt },
      {
        attempt,
        onStale: (behind) => say(staleText(behind, reported)),
        onNoEvents: (reason) => log(`Changes are found by looking once a second: ${reason}`),
        onRestless: (paths) => log(restlessText(paths, reported)),
      },
    );
  await told;
  isStopping = true;
  watch?.close();
  await gate.stop();
  return 0;
}

function welcomeText(gate: GateDescription, model: ApiModel, output: SynthOutput): string {
  const evidence = evidenceOf(model, ({ archive }) => output.readArchive(archive));
  const matrix = accessMatrix(model, evidence);
  const table = matrixText(cleaned(matrix), (process.stdout.columns ?? 120) - 2);
  return welcome(cleaned(gate), table, cleaned(triesOf(model, matrix, gate)));
}

function noticeLines({ notices }: ApiModel): string[] {
  return notices.map(
    ({ address, message, weight }) =>
      `${weight === undefined ? "Not evaluated here" : "Take note"}: ${address}: ${message}`,
  );
}

function toldToStop(): Promise<void> {
  return new Promise((done) => {
    process.once("SIGINT", () => done());
    process.once("SIGTERM", () => done());
  });
}
