/** What GitHub Actions gives to a step, and takes from it. */
import { randomUUID } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
import { printable } from "../render/printable";

type Environment = Readonly<Record<string, string | undefined>>;

/** What happened: a part of the webhook's payload. */
export interface WorkflowEvent {
  readonly pull_request?: {
    readonly number: number;
    readonly base: { readonly sha: string };
    readonly head: { readonly sha: string; readonly repo: { readonly full_name: string } | null };
  };
  readonly merge_group?: { readonly base_sha: string };
  /** Of a push: the commit before; zeros for a new branch. */
  readonly before?: string;
}

export function workflowEvent(environment: Environment): WorkflowEvent {
  const file = environment.GITHUB_EVENT_PATH;
  return file === undefined ? {} : (JSON.parse(readFileSync(file, "utf8")) as WorkflowEvent);
}

/** The commit that the event's change is made on; undefined where the event has none. */
export function baseCommit({ before, merge_group, pull_request }: WorkflowEvent): string | undefined {
  const commit = pull_request?.base.sha ?? merge_group?.base_sha ?? before;
  return commit !== undefined && /^[0-9a-f]{40,64}$/.test(commit) && !/^0+$/.test(commit)
    ? commit
    : undefined;
}

/** Sets outputs of the step. A value of several lines needs a delimiter that is in none of them. */
export function setOutputs(
  environment: Environment,
  outputs: Readonly<Record<string, string | number>>,
): void {
  const lines = Object.entries(outputs).map(([name, value]) => {
    const end = `end-${randomUUID()}`;
    return `${name}<<${end}\n${value}\n${end}\n`;
  });
  append(environment.GITHUB_OUTPUT, lines.join(""));
}

export function addSummary(environment: Environment, markdown: string): void {
  append(environment.GITHUB_STEP_SUMMARY, `${markdown}\n`);
}

/** A line that GitHub Actions shows above the log. */
export function annotate(kind: "error" | "warning" | "notice", text: string): void {
  const data = printable(text).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
  process.stdout.write(`::${kind} title=Gatehouse::${data}\n`);
}

function append(file: string | undefined, text: string): void {
  if (file === undefined || file === "") process.stdout.write(text);
  else appendFileSync(file, text);
}
