import type { TrustResource } from "../estate";
import type { TrustChange, UntoldTrust } from "../trust-change";
import { type Holder, type Right, rightsOf } from "./rights";
import type { Target } from "./targets";
import { type UnknownPolicies, unknownPolicies } from "./unknown-policies";

/** One side: the principals, and what may be changed there. */
export interface RightsSide {
  readonly holders: readonly Holder[];
  readonly targets: readonly Target[];
  readonly resources: readonly TrustResource[];
}

export interface RightsDifference {
  readonly trust: readonly TrustChange[];
  readonly narrowedTrust: readonly TrustChange[];
  readonly undecided: readonly UntoldTrust[];
}

/**
 * Who may change who may call, compared by principal, action and target. Only what both sides have can be gained: a new
 * function is no new right of an administrator.
 */
export function compareRights(base: RightsSide, head: RightsSide): RightsDifference {
  const before = new Map(base.holders.map((holder) => [holder.address, holder]));
  const unknown = [unknownPolicies(base.resources), unknownPolicies(head.resources)] as const;
  const shared = [inBoth(base.targets, head.targets), inBoth(head.targets, base.targets)] as const;
  const found = head.holders.map((is) => ({ was: before.get(is.address), is }));
  const changes = found.map(({ is, was }) => compareHolder(was, is, shared));
  return {
    trust: changes.flatMap(({ gained }) => gained),
    narrowedTrust: changes.flatMap(({ lost }) => lost),
    undecided: found.flatMap(({ is, was }) => unknownOf(unknown[0](was), unknown[1](is), is)),
  };
}

function inBoth(targets: readonly Target[], others: readonly Target[]): readonly Target[] {
  const known = new Set(others.map(({ address }) => address));
  return targets.filter(({ address }) => known.has(address));
}

function compareHolder(
  was: Holder | undefined,
  is: Holder,
  [before, after]: readonly [readonly Target[], readonly Target[]],
) {
  const [from, to] = [was ? rightsOf(was, before) : [], rightsOf(is, after)];
  const gained = beyond(to, from);
  return {
    gained: byPolicy(gained, (right) => cause(right, was, is)).map((group) => change(is, group, "gained")),
    lost:
      gained.length > 0
        ? []
        : byPolicy(beyond(from, to), ({ by }) => ({ resource: by })).map((group) =>
            change(is, group, "lost"),
          ),
  };
}

/** Rights that are not among others, or that were conditional there, or under another condition. */
function beyond(rights: readonly Right[], others: readonly Right[]): readonly Right[] {
  const known = new Map(others.map((right) => [`${right.action} ${right.target}`, right.conditions]));
  return rights.filter(({ action, conditions, target }) => {
    const key = `${action} ${target}`;
    if (!known.has(key)) return true;
    const other = known.get(key);
    return other !== undefined && other !== conditions;
  });
}

interface Cause {
  readonly resource: string;
  readonly argument?: string;
}

/** What changed so that the right is there: the policy that gives it, or a Deny or boundary that is gone. */
function cause({ by }: Right, was: Holder | undefined, is: Holder): Cause {
  if (!was || isNew(by, was, is)) return { resource: by };
  const gone = was.policies.find(
    (policy) =>
      !("unknown" in policy.document) &&
      policy.document.statements.some(({ effect }) => effect === "Deny") &&
      textOf(is, policy.address) !== textOf(was, policy.address),
  );
  if (gone) return { resource: gone.address };
  const hadBoundary = JSON.stringify(was.boundary) !== JSON.stringify(is.boundary);
  return hadBoundary ? { resource: is.address, argument: "permissions_boundary" } : { resource: by };
}

function isNew(address: string, was: Holder, is: Holder): boolean {
  return textOf(was, address) !== textOf(is, address);
}

function textOf({ policies }: Holder, address: string): string | undefined {
  const found = policies.filter((policy) => policy.address === address);
  return found.length === 0 ? undefined : JSON.stringify(found.map(({ document, name }) => [name, document]));
}

interface Group extends Cause {
  readonly rights: readonly Right[];
}

function byPolicy(rights: readonly Right[], causeOf: (right: Right) => Cause): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const right of rights) {
    const found = causeOf(right);
    const key = JSON.stringify(found);
    groups.set(key, { ...found, rights: [...(groups.get(key)?.rights ?? []), right] });
  }
  return [...groups.values()];
}

function change(holder: Holder, { rights, ...where }: Group, is: "gained" | "lost"): TrustChange {
  const text = rightsText(rights);
  const argument = where.argument === undefined ? "" : `${where.argument}: `;
  return {
    kind: "change-right",
    ...where,
    from: is === "lost" ? text : "nothing",
    to: is === "lost" ? "nothing" : text,
    relies: [...new Set(rights.map(({ target }) => target))],
    holder: holder.address,
    what: `${argument}${holder.address} ${is === "lost" ? "may no longer" : "may now"} ${text}`,
  };
}

/** `lambda:Update* (lambda:UpdateFunctionCode, …) on aws_lambda_function.gate` */
function rightsText(rights: readonly Right[]): string {
  const byWritten = new Map<string, Right[]>();
  for (const right of rights) byWritten.set(right.written, [...(byWritten.get(right.written) ?? []), right]);
  return [...byWritten]
    .map(([written, of]) => {
      const actions = [...new Set(of.map(({ action }) => action))];
      const targets = [...new Set(of.map(({ target }) => target))];
      const as =
        actions.length === 1 && actions[0] === written ? written : `${listed(actions)}, by ${written},`;
      return `${as} on ${listed(targets)}`;
    })
    .join("; ");
}

function listed(items: readonly string[]): string {
  const shown = items.slice(0, 3).join(", ");
  return items.length <= 3 ? shown : `${shown} and ${items.length - 3} more`;
}

/**
 * A policy of unknown text may let its holder call or change anything: where it comes, where it goes (it may deny), and
 * where it is made of something else than before.
 */
function unknownOf(
  before: UnknownPolicies,
  after: UnknownPolicies,
  { address }: Holder,
): readonly UntoldTrust[] {
  return [...new Map([...before, ...after])].flatMap(([key, { isPartly, policy, why }]) => {
    const [was, is] = [before.get(key), after.get(key)];
    // Where it is on one side only, what it may allow is compared.
    if (was && is ? was.madeOf() === is.madeOf() : isPartly) return [];
    const differs = was && is ? ", and what it is made of differs" : "";
    return [{ resource: policy, why: `what it lets ${address} do is not known${differs}: ${why}` }];
  });
}
