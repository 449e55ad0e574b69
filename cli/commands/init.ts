import { join } from "node:path";
import { parseCommand } from "../arguments/parse-command";
import { UsageError } from "../error";
import { EXIT, type ExitStatus } from "../exit-status";
import { initHelp } from "../help/init";
import { type InitPlan, initPlan } from "../init/plan";
import { foundProject } from "../init/project";
import { API_KINDS, type ApiKind } from "../init/stack";
import { jsonText } from "../render/json";
import type { InitJson } from "../schemas/init";
import { VERSION } from "../schemas/version";
import { writeBelow } from "../write-file";

/** `gatehouse init`: what a cdktf project needs to secure an API, beside what it has. */
export async function init(args: readonly string[]): Promise<ExitStatus> {
  const { options } = parseCommand(initHelp, args);
  const { "dry-run": isDry = false, json = false, region = "us-east-1" } = options;
  const api = kindNamed(options.api);
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
    throw new UsageError(
      "REGION_INVALID",
      `--region ${region}: expected a region of AWS, such as eu-central-1.`,
    );
  const project = foundProject(process.cwd(), options.name);
  const plan = initPlan(project, { api, region });
  if (!isDry) {
    // A file that came to be in the meantime is not overwritten either.
    const { repository, root } = project;
    for (const { path, text } of plan.written) writeBelow(repository, join(root, path), text, true);
    for (const { path, text } of plan.extended) writeBelow(repository, join(root, path), text);
  }
  process.stdout.write(json ? `${jsonText(reportOf(plan, isDry), 2)}\n` : textOf(plan, isDry));
  return EXIT.ok;
}

/** @throws UsageError `API_UNKNOWN` */
function kindNamed(name = "rest"): ApiKind {
  const found = API_KINDS.find((kind) => kind === name);
  if (found !== undefined) return found;
  throw new UsageError("API_UNKNOWN", `--api ${name}: expected one of ${API_KINDS.join(", ")}.`);
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
