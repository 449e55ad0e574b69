import { execFile } from "node:child_process";
import { join } from "node:path";
import { rules } from "../../terraform/access/guard";
import { EXIT } from "../exit-status";
import type { AccessJson } from "../schemas/access";
import type { DifferenceJson } from "../schemas/difference";
import type { VerdictJson } from "../schemas/verdict";
import type { Inputs } from "./inputs";

const COMMAND = join(__dirname, "../bin.js");

/** How a command ended, and what it wrote. */
export interface Ran {
  readonly status: number;
  readonly text: string;
  /** The error message, where there is one. */
  readonly problem: string;
}

export interface Review {
  readonly access: Ran;
  readonly diff: Ran;
  readonly guard: Ran;
  /** The status that the action ends with: an error of any command, else what guard found of what stops it. */
  readonly status: number;
  /** By name of the action's outputs. */
  readonly counts: Readonly<Record<string, number>>;
  /** For code scanning. */
  readonly sarif: string;
  /** Workflow commands that GitHub shows at the changed lines. */
  readonly annotations: string;
}

/** Runs the three commands as one would in a shell, in each of the formats that the action needs. */
export async function review(
  { allowUnknown, guard: ofGuard, paths, shared, stopAt }: Inputs,
  base: readonly string[],
): Promise<Review> {
  const unknown = allowUnknown ? ["--allow-unknown"] : [];
  const bases = base.map((path) => `--base=${path}`);
  const compared = [...bases, ...paths.map((path) => `--head=${path}`), ...shared, ...unknown];
  const guarded = [...paths, ...bases, ...shared, ...ofGuard, ...unknown];
  const diff = ["diff", ...compared];
  const guard = ["guard", ...guarded];
  const access = ["access", ...paths, ...shared];
  // First one run, which keeps the compiled command for the others.
  const guarding = await ran(guard, "markdown");
  const [diffing, accessing, difference, verdict, table, sarif, annotations] = await Promise.all([
    ran(diff, "markdown"),
    ran(access, "markdown"),
    ran(diff, "json").then(jsonOf<DifferenceJson>),
    ran(guard, "json").then(jsonOf<VerdictJson>),
    ran(access, "json").then(jsonOf<AccessJson>),
    ran(guard, "sarif"),
    ran(guard, "github"),
  ]);
  return {
    access: accessing,
    diff: diffing,
    guard: guarding,
    status: statusOf([diffing, accessing], guarding, verdict, { allowUnknown, stopAt }),
    counts: {
      routes: table?.routes.length ?? 0,
      wider: difference?.widened.length ?? 0,
      narrower: (difference?.narrowed.length ?? 0) + (difference?.narrowedTrust.length ?? 0),
      "other-trust": difference?.trust.length ?? 0,
      broken: (verdict?.broken.length ?? 0) + (verdict?.stale.length ?? 0),
      unknown: (verdict?.unknown.length ?? 0) + (verdict?.skipped.length ?? 0),
    },
    sarif: sarif.text,
    annotations: annotations.text,
  };
}

/** Whether a command could say anything of what it read. */
export function isError({ status }: Ran): boolean {
  return status === EXIT.error || status === EXIT.usage;
}

/** The status of the action: guard's, or that of its rules about plans only. */
export function statusOf(
  ran: readonly Ran[],
  guard: Ran,
  verdict: Pick<VerdictJson, "broken" | "skipped"> | undefined,
  { allowUnknown, stopAt }: Pick<Inputs, "allowUnknown" | "stopAt">,
): number {
  const error = [guard, ...ran].find(isError);
  if (error || verdict === undefined || stopAt === "anything") return (error ?? guard).status;
  const isOfPlans = (id: string) => rules.some((rule) => rule.id === id && rule.needs === "changes");
  if (verdict.broken.some(({ rule }) => isOfPlans(rule))) return EXIT.wider;
  return verdict.skipped.some(isOfPlans) && !allowUnknown ? EXIT.unknown : EXIT.ok;
}

function jsonOf<T>(one: Ran): T | undefined {
  return isError(one) ? undefined : (JSON.parse(one.text) as T);
}

function ran(args: readonly string[], format: string): Promise<Ran> {
  const whole = [COMMAND, ...args, `--format=${format}`];
  return new Promise((resolve) => {
    execFile(process.execPath, whole, { maxBuffer: 512 * 1024 * 1024 }, (error, stdout, stderr) => {
      const status = error ? (typeof error.code === "number" ? error.code : EXIT.error) : EXIT.ok;
      const problem = stderr.trim();
      // A process that was ended by a signal says nothing itself.
      resolve({ status, text: stdout, problem: status === EXIT.error ? problem || String(error) : problem });
    });
  });
}
