import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseCommand } from "../arguments/parse-command";
import { UsageError } from "../error";
import { EXIT, type ExitStatus } from "../exit-status";
import { initHelp } from "../help/init";
import { type InitPlan, initPlan } from "../init/plan";
import { foundProject } from "../init/project";
import { jsonText } from "../render/json";
import type { InitJson } from "../schemas/init";
import { VERSION } from "../schemas/parts";

/** `gatehouse init`: what a cdktf project needs to secure an API, beside what it has. */
export async function init(args: readonly string[]): Promise<ExitStatus> {
  const { options } = parseCommand(initHelp, args);
  const { "dry-run": isDry = false, json = false, region = "us-east-1" } = options;
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
    throw new UsageError(
      "REGION_INVALID",
      `--region ${region}: expected a region of AWS, such as eu-central-1.`,
    );
  const project = foundProject(process.cwd(), options.name);
  const plan = initPlan(project, region);
  if (!isDry) {
    // A file that came to be in the meantime is not overwritten either.
    for (const { path, text } of plan.written) write(join(project.root, path), text, "wx");
    for (const { path, text } of plan.extended) write(join(project.root, path), text, "w");
  }
  process.stdout.write(json ? `${jsonText(reportOf(plan, isDry), 2)}\n` : textOf(plan, isDry));
  return EXIT.ok;
}

function write(file: string, text: string, flag: "w" | "wx"): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { flag });
}

function reportOf({ extended, kept, next, written }: InitPlan, dryRun: boolean): InitJson {
  const paths = (files: InitPlan["written"]) => files.map(({ path }) => path);
  return { version: VERSION, dryRun, written: paths(written), extended: paths(extended), kept, next };
}

function textOf(plan: InitPlan, isDry: boolean): string {
  const { extended, kept, next, written } = reportOf(plan, isDry);
  const parts = [
    [isDry ? "Would write" : "Wrote", written],
    [isDry ? "Would add lines to" : "Added lines to", extended],
    ["Kept as they are", kept],
    ...next.map(({ lines, what }) => [what.replace(/:$/, ""), lines] as const),
  ] as const;
  return parts
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${title}:\n${lines.map((line) => `  ${line}\n`).join("")}`)
    .join("\n");
}
