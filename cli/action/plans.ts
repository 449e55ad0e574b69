import { detect } from "../../terraform/sources";
import { UsageError } from "../error";
import { readText } from "../sources/regular-file";
import { isFolder, split } from "./base";
import type { Inputs } from "./inputs";

/** Of a plan. */
const MAX_BYTES = 200_000_000;

/**
 * Refuses what has no plan in it where only rules about plans stop the job: they would find nothing, and all of it pass. A
 * base that is given would be compared in place of what the plan does.
 *
 * @throws UsageError `ARGUMENT_UNKNOWN`
 */
export function refuseUnlessPlans({ base, paths, stopAt }: Pick<Inputs, "base" | "paths" | "stopAt">): void {
  if (stopAt !== "plan") return;
  if (base.length > 0)
    throw new UsageError(
      "ARGUMENT_UNKNOWN",
      "The input base is given with stop-at: plan; expected none, since the plan says what it does to what is deployed.",
    );
  const other = paths.map((path) => split(path).path).find((path) => !mayBePlan(path));
  if (other !== undefined)
    throw new UsageError(
      "ARGUMENT_UNKNOWN",
      `The input stop-at is "plan", and ${other} is no plan; expected what "terraform show -json" prints of a plan.`,
    );
}

/** What cannot be read may be one: the commands say what is wrong with it, and end with an error. */
function mayBePlan(path: string): boolean {
  if (isFolder(path)) return false;
  const read = readText(path, MAX_BYTES);
  if ("unreadable" in read) return true;
  try {
    return detect(JSON.parse(read.text)) === "plan";
  } catch {
    return true;
  }
}
