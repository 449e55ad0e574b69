import type { ApiModel, Notice } from "../../model";
import { allApis } from "../decide";
import {
  type Change,
  type ComparedSide,
  difference,
  hiddenParts,
  type Undecided,
  unreadAddresses,
} from "../difference";
import { type AccessMatrix, accessMatrix, type Evidence, named } from "../matrix";
import { isOtherText } from "./accepted-text";
import { changesBetween, type GuardedResource } from "./changes";
import type { AcceptedUnknown, GuardConfig, Waiver, Widening } from "./config";
import { openFromStart } from "./open-from-start";
import type { PlanAction } from "./plan-actions";
import { poolUpdates } from "./pool-updates";
import { byLevel, type Finding, type Rule, type Subject } from "./rule";
import { rules as registered } from "./rules";
import { uncheckedOf } from "./unchecked";
import { isAboutFinding, isSwitchedOff, waiversOf } from "./waivers";
import { expects, isApiRead, type Meant, staleOf } from "./widenings";

/** Every rule, the gravest level first. */
export const rules: readonly Rule[] = [...registered].sort(byLevel);

/** One side, read. */
export interface GuardSide {
  readonly model: ApiModel;
  readonly evidence: Evidence;
  readonly resources: readonly GuardedResource[];
}

export interface Verdict {
  readonly broken: readonly (Finding & { readonly rule: Rule })[];
  readonly waived: readonly (Finding & { readonly rule: Rule; readonly waiver: Waiver })[];
  /** What could not be checked, and no entry of the configuration accepts. */
  readonly unknown: readonly Undecided[];
  /** What could not be checked, and an entry accepts. */
  readonly accepted: readonly (Undecided & { readonly entry: AcceptedUnknown })[];
  /** Entries of the configuration that match nothing any more, and must go. */
  readonly stale: readonly (Waiver | (Widening & Meant) | AcceptedUnknown)[];
  /** Rules that are not checked, because no base is given, and that no waiver switches off. */
  readonly skipped: readonly Rule[];
  /** Rules about changes of access, where the change makes the first API: there was none before. */
  readonly inapplicable: readonly Rule[];
  /** What the change does beside what it shows. */
  readonly notes: readonly Notice[];
}

/**
 * Checks a change against the rules.
 *
 * @param base what is there now, which may be nothing; absent, the rules that compare are skipped
 * @param changes what a plan does; without them, what the two sides show
 */
export function guard(
  head: GuardSide,
  {
    base,
    changes,
    config,
  }: { readonly base?: GuardSide; readonly changes?: readonly PlanAction[]; readonly config: GuardConfig },
): Verdict {
  const { evidence, model, resources } = head;
  const matrix = accessMatrix(model, evidence);
  const isFirst =
    base &&
    allApis(base.model).length === 0 &&
    // What is not read of the base may hold the API: then all that is open now counts as gained.
    hiddenParts(base.model.notices).length === 0 &&
    allApis(model).length > 0;
  const before = base && !isFirst ? withMatrix(base) : undefined;
  const found = before && difference(before, { ...head, matrix });
  const gained = found?.widened ?? (base && openFromStart(accessMatrix(base.model, base.evidence), matrix));
  const subject: Subject = {
    evidence,
    model,
    resources,
    matrix,
    ...(base && { changes: changes ?? changesBetween(base.resources, resources) }),
    ...(before && found && { base: { matrix: before.matrix, trust: found.trust } }),
    ...(gained && { gained: unexpected(gained, { config, matrix }) }),
  };
  const has = {
    access: subject.base !== undefined,
    changes: subject.changes !== undefined,
    gains: subject.gained !== undefined,
  };
  const [run, unrun] = parted(rules, ({ needs }) => needs === undefined || has[needs]);
  const inWords = named(model);
  const findings = run.flatMap((rule) =>
    rule.check(subject).map((finding) => ({ ...finding, message: inWords(finding.message), rule })),
  );
  const { covers, explained, lacksApi, waiverOf } = waiversOf(config, matrix);
  const idle = config.waivers.filter(
    (waiver) =>
      !unrun.some(({ id }) => id === waiver.rule) &&
      isAbout(head, waiver) &&
      isApiRead(waiver, matrix) &&
      !findings.some((finding) => covers(waiver, finding) || lacksApi(waiver, finding)) &&
      (!isLasting(head, waiver) || findings.some((finding) => isAboutFinding(waiver, finding))),
  );
  const unchecked = uncheckedOf(
    { differing: found?.undecided ?? [], hidden: hiddenParts(model.notices) },
    { entries: config.unknown, unread: unreadAddresses(head) },
  );
  return {
    broken: findings.filter((finding) => !waiverOf(finding)).map(explained),
    waived: findings.flatMap((finding) => {
      const waiver = waiverOf(finding);
      return waiver ? [{ ...finding, waiver }] : [];
    }),
    unknown: unchecked.open,
    accepted: unchecked.accepted,
    stale: [
      ...idle,
      ...config.widenings.flatMap((widening) => staleOf(widening, matrix)),
      ...unchecked.stale.filter((entry) => found && isAbout(head, entry)),
    ],
    skipped: base ? [] : unrun.filter(({ id }) => !isSwitchedOff(id, config)),
    inapplicable: base ? unrun : [],
    notes: poolUpdates(subject.changes ?? []),
  };
}

function withMatrix({ evidence, model, resources }: GuardSide): ComparedSide {
  return { evidence, model, resources, matrix: accessMatrix(model, evidence) };
}

function unexpected(
  gained: readonly Change[],
  { config, matrix }: { readonly config: GuardConfig; readonly matrix: AccessMatrix },
): readonly Change[] {
  return gained.filter((change) => !config.widenings.some((widening) => expects(widening, change, matrix)));
}

/**
 * A waiver that names a stack, `api/…`, has nothing to say where that stack is not read: one file serves all
 * environments.
 */
function isAbout({ resources }: GuardSide, { resource }: { readonly resource: string }): boolean {
  const stack = /^[\w-]+\//.exec(resource)?.[0];
  return stack === undefined || resources.some(({ address }) => address.startsWith(stack));
}

/**
 * A waiver of what was decided once, where the resource that it is about is still there. With a wildcard it may be about
 * another stack than the one that is read.
 */
function isLasting({ resources }: GuardSide, { resource, rule, to }: Waiver): boolean {
  if (!rules.some(({ id, lasting }) => lasting && id === rule)) return false;
  if (to !== undefined && isOtherText(resources, resource, to)) return false;
  if (resource.includes("*")) return true;
  return resources.some(({ address }) => resource === address || resource.startsWith(`${address}.`));
}

function parted<T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter((one) => !test(one))];
}
