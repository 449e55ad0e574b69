/** Subtracts what is waived from what checkov found; checkov itself ignores skips in Terraform JSON. */

export interface Waiver {
  readonly check: string;
  /** As checkov prints it; `*` stands for any text. */
  readonly resource: string;
  /** The environments that it is for; it is stale where it matches nothing in one of them. @default all */
  readonly environments?: readonly string[];
  readonly reason: string;
}

export interface Failure {
  readonly check: string;
  readonly name: string;
  readonly resource: string;
  /** Where it was found. */
  readonly environment: string;
}

export interface Verdict {
  /** Failures that no waiver names. */
  readonly open: readonly Failure[];
  /** Waivers that match nothing any more. */
  readonly stale: readonly Waiver[];
  readonly waived: number;
}

export function judge(failures: readonly Failure[], waivers: readonly Waiver[]): Verdict {
  const covers = (waiver: Waiver, failure: Failure) =>
    waiver.check === failure.check &&
    (waiver.environments?.includes(failure.environment) ?? true) &&
    pattern(waiver.resource).test(failure.resource);
  const open = failures.filter((failure) => !waivers.some((waiver) => covers(waiver, failure)));
  const stale = waivers.filter(({ environments, ...waiver }) =>
    (environments?.map((each) => ({ ...waiver, environments: [each] })) ?? [waiver]).some(
      (one) => !failures.some((failure) => covers(one, failure)),
    ),
  );
  return { open, stale, waived: failures.length - open.length };
}

/** @throws Error naming the first entry that is not `{check, resource, reason}`, with or without `environments` */
export function parseWaivers(text: string): readonly Waiver[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new Error("The waivers are no list.");
  for (const [i, entry] of list.entries()) {
    for (const field of ["check", "resource", "reason"]) {
      if (typeof entry?.[field] !== "string" || entry[field].trim() === "") {
        throw new Error(`Waiver ${i} has no "${field}".`);
      }
    }
    const { environments = ["all"] } = entry;
    if (!Array.isArray(environments) || !environments.every((each) => typeof each === "string")) {
      throw new Error(`Waiver ${i} has "environments" that are no list of names.`);
    }
    if (environments.length === 0) throw new Error(`Waiver ${i} has no environments.`);
    const odd = Object.keys(entry).find((name) => !FIELDS.includes(name));
    if (odd !== undefined) throw new Error(`Waiver ${i} has the field "${odd}".`);
  }
  return list as readonly Waiver[];
}

const FIELDS = ["check", "resource", "environments", "reason"];

function pattern(text: string): RegExp {
  const escaped = text.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`);
}
