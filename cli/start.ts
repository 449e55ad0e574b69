import { join, resolve } from "node:path";
import { accessMatrix } from "../terraform/matrix";
import type { ApiModel } from "../terraform/model";
import { welcome } from "./banner";
import { evidenceOf } from "./evidence";
import { readOutput, type SynthOutput } from "./output";
import { parseBackends } from "./parse-backends";
import { parseCommand } from "./parse-command";
import { parsePort } from "./parse-port";
import { parseSourceIp } from "./parse-source-ip";
import { printable } from "./printable";
import { type Project, projectAt } from "./project";
import { matrixText } from "./render/matrix-text";
import { synthesize } from "./synth";
import { watchFor } from "./watch";

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
  const project = options.from === undefined ? projectAt(process.cwd(), options.environment) : undefined;
  const folder = project ? project.output : resolve(options.from ?? "");
  // In --json mode stdout belongs to the one line.
  const say = (text: string) => (options.json ? process.stderr : process.stdout).write(`${text}\n`);
  const log = (line: string) => say(printable(line));

  const synthesis = project && synthesize(project);
  // Loaded while the app synthesizes in a process of its own.
  const { readStacks } = require("../terraform/read") as typeof import("../terraform/read");
  const { startGate } = require("../gateway/gate") as typeof import("../gateway/gate");
  await synthesis;

  let output: SynthOutput = readOutput(folder);
  let model = readStacks(output.stacks);
  const gate = await startGate({
    model,
    readArchive: (archive) => output.readArchive(archive),
    port,
    stateDir: resolve(options.state ?? join(project?.root ?? process.cwd(), ".gatehouse")),
    log,
    fresh: options.fresh ?? false,
    backends,
    ...(sourceIp !== undefined && { sourceIp }),
  });
  // Listened for before anybody is told that the gate is there.
  const told = toldToStop();
  const notices = () =>
    model.notices.map(({ address, message, weight }) =>
      say(`${weight === undefined ? "Not evaluated here" : "Take note"}: ${address}: ${message}`),
    );
  if (options.json) process.stdout.write(`${JSON.stringify(gate.description)}\n`);
  else say(welcome(gate.description, accessTable(model, output)));
  notices();

  const follow = async () => {
    const started = performance.now();
    try {
      if (project) await synthesize(project);
      const next = readOutput(folder);
      const changed = readStacks(next.stacks);
      output = next;
      await gate.reload(changed);
      model = changed;
      notices();
      say(`Changed, and served anew after ${Math.round(performance.now() - started)} ms.`);
    } catch (error) {
      say(`${(error as Error).message}\nThe gate goes on with what it had.`);
    }
  };
  const unwatch = options["no-watch"] ? () => {} : watchFor(watched(project, folder), follow);
  await told;
  unwatch();
  await gate.stop();
  return 0;
}

function accessTable(model: ApiModel, output: SynthOutput): string {
  const evidence = evidenceOf(model, ({ archive }) => output.readArchive(archive));
  return matrixText(accessMatrix(model, evidence), (process.stdout.columns ?? 120) - 2);
}

function watched(project: Project | undefined, folder: string): string[] {
  if (!project) return [join(folder, "stacks")];
  const sources = ["access", "constructs", "stacks", "functions", "main.ts", "cdktf.json"];
  return sources.map((name) => join(project.root, name));
}

function toldToStop(): Promise<void> {
  return new Promise((done) => {
    process.once("SIGINT", () => done());
    process.once("SIGTERM", () => done());
  });
}
