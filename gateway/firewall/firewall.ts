import type {
  Firewall,
  FirewallAction,
  FirewallGroupRule,
  FirewallStatement,
  FirewallStatementRule,
  RequestPart,
  RuleSpace,
} from "../../terraform/model";
import type { HttpRequest } from "../http/message";
import type { RequestRates } from "./rates";
import { matches, type StatementContext } from "./statement";

export interface FirewallContext {
  readonly country: string | undefined;
  /** Undefined: no request is refused for its rate. */
  readonly rates: RequestRates | undefined;
  readonly now: Date;
}

/** What a firewall decides about a request, and by which rule. */
export interface Verdict {
  readonly action: Exclude<FirewallAction, { kind: "count" }>;
  /** The name of the rule; undefined for the default action. */
  readonly rule?: string;
  /** Of the web ACL or of the rule group. */
  readonly address: string;
  /** Rules that matched and only count. */
  readonly counted: readonly string[];
}

/** Evaluates the rules in their order, until one decides. A rule that cannot be evaluated decides nothing. */
export function decideByFirewall(
  firewall: Firewall,
  request: HttpRequest,
  context: FirewallContext,
): Verdict {
  const labels = new Set<string>();
  const counted: string[] = [];
  const { address, bodyLimit, defaultAction } = firewall;
  /** The action of a rule that matches; its labels are added. */
  const actionOf = (
    rule: FirewallStatementRule,
    space: RuleSpace,
    path: string,
  ): FirewallAction | undefined => {
    const matching: StatementContext = {
      ...context,
      request,
      bodyLimit,
      labels,
      labelPrefix: space.labelPrefix,
      ruleName: `${address} ${path}`,
    };
    if (matches(rule.statement, matching) !== true) return undefined;
    for (const label of rule.labels) labels.add(space.labelPrefix + label);
    if (rule.action.kind === "count") counted.push(path);
    return rule.action;
  };
  const decidedBy = (rule: FirewallStatementRule, space: RuleSpace, path: string): Verdict | undefined => {
    const action = actionOf(rule, space, path);
    return action && action.kind !== "count"
      ? { action, rule: path, address: rule.address, counted }
      : undefined;
  };
  const decidedByGroup = (group: FirewallGroupRule): Verdict | undefined => {
    for (const rule of group.rules) {
      const verdict = decidedBy(rule, group, `${group.name}/${rule.name}`);
      if (!verdict) continue;
      if (!group.onlyCounts) return verdict;
      counted.push(verdict.rule ?? "");
      return undefined;
    }
    return undefined;
  };
  for (const rule of firewall.rules) {
    const verdict = rule.kind === "group" ? decidedByGroup(rule) : decidedBy(rule, firewall, rule.name);
    if (verdict) return verdict;
  }
  const action = defaultAction.kind === "count" ? { kind: "allow" as const } : defaultAction;
  return { action, address, counted };
}

/** Whether a rule looks at the body, which is then read before the caller is known. */
export function inspectsBody({ rules }: Firewall): boolean {
  return rules.some((rule) =>
    (rule.kind === "group" ? rule.rules : [rule]).some(({ statement }) => hasBody(statement)),
  );
}

/** Whether a rule asks for the country or for the own address of the caller. */
export function asksFor(what: "countries" | "addresses", { rules }: Firewall): boolean {
  return rules.some((rule) =>
    (rule.kind === "group" ? rule.rules : [rule]).some(({ statement }) =>
      partsOf(statement).some((each) => each.is === what && (what === "countries" || !("forwarded" in each))),
    ),
  );
}

function hasBody(statement: FirewallStatement): boolean {
  return partsOf(statement).some((each) => "part" in each && isBody(each.part));
}

function isBody({ of }: RequestPart): boolean {
  return of === "body";
}

/** A statement and all statements in it. */
function partsOf(statement: FirewallStatement): readonly FirewallStatement[] {
  switch (statement.is) {
    case "and":
    case "or":
      return [statement, ...statement.of.flatMap(partsOf)];
    case "not":
      return [statement, ...partsOf(statement.of)];
    case "rate":
      return [statement, ...(statement.of ? partsOf(statement.of) : [])];
    default:
      return [statement];
  }
}
