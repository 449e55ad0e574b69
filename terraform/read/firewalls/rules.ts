import { TerraformError } from "../../error";
import type { FirewallAction, FirewallRule, FirewallStatement, FirewallStatementRule } from "../../model";
import type { Fields } from "../fields";
import type { Resources } from "../resources";
import { insertsHeaders, type ResponseBodies, readAction, responseBodies } from "./actions";
import { readStatement } from "./statement";

export interface RulesContext {
  readonly bodies: ResponseBodies;
  /** The rule groups of this Terraform. */
  readonly groups: readonly Fields[];
  readonly resources: Resources;
  readonly labelPrefix: string;
}

export interface PrioritizedRule<R extends FirewallRule = FirewallRule> {
  readonly priority: number;
  readonly rule: R;
}

/** The rules of a web ACL, in the order in which they are written. */
export function readRules(space: Fields, context: RulesContext): PrioritizedRule[] {
  return space.blocks("rule").map((rule) => {
    const name = rule.label("name");
    const [statement] = rule.blocks("statement");
    const [reference] = statement?.blocks("rule_group_reference_statement") ?? [];
    return {
      priority: rule.number("priority"),
      rule: reference
        ? groupOf(rule, name, reference, countsAll(rule), context)
        : statementRule(rule, name, context),
    };
  });
}

/** The rule that aws_wafv2_web_acl_rule_group_association adds. */
export function groupRule(association: Fields, name: string, context: RulesContext): FirewallRule {
  const [reference] = association.blocks("rule_group_reference");
  const [managed] = association.blocks("managed_rule_group");
  const counts = association.optionalText("override_action") === "count";
  if (reference) return groupOf(association, name, reference, counts, context);
  return unevaluated(association, name, `${managed?.label("name") ?? "it"} is a managed rule group`);
}

function countsAll(rule: Fields): boolean {
  return rule.blocks("override_action").some((action) => action.names().includes("count"));
}

function groupOf(
  { address }: Fields,
  name: string,
  reference: Fields,
  onlyCounts: boolean,
  context: RulesContext,
): FirewallRule {
  const arn = reference.link("arn");
  const group = context.groups.find((each) => each.link("arn") === arn);
  if (!group) return unevaluated({ address }, name, "its rule group is not in this Terraform");
  if (group.names().includes("rules_json"))
    return unevaluated({ address }, name, "rules_json of its rule group is not read");
  const overrides = new Map(
    reference
      .blocks("rule_action_override")
      .flatMap((each) => each.blocks("action_to_use").map((action) => [each.text("name"), action] as const)),
  );
  const bodies = responseBodies(group);
  const rules = group
    .blocks("rule")
    .map((rule): PrioritizedRule<FirewallStatementRule> => {
      const own = statementRule(rule, rule.label("name"), { ...context, bodies });
      const override = overrides.get(own.name);
      return {
        priority: rule.number("priority"),
        rule: override ? { ...own, action: readAction(override, bodies) } : own,
      };
    })
    .sort((one, other) => one.priority - other.priority);
  return {
    kind: "group",
    address: group.address,
    name,
    onlyCounts,
    labelPrefix: `awswaf:${context.resources.accountId}:rulegroup:${group.label("name")}:`,
    rules: rules.map(({ rule }) => rule),
  };
}

function statementRule(
  rule: Fields,
  name: string,
  { bodies, resources }: RulesContext,
): FirewallStatementRule {
  const { address } = rule;
  const [statement] = rule.blocks("statement");
  const [action] = rule.blocks("action");
  if (action && insertsHeaders(action))
    resources.notice(
      address,
      `the headers that the rule ${name} inserts into requests are not inserted here`,
    );
  return {
    kind: "statement",
    address,
    name,
    action: action ? readAction(action, bodies) : COUNT,
    labels: rule.blocks("rule_label").map((label) => label.text("name")),
    statement: statement
      ? readKnown(statement, resources)
      : { is: "unknown", because: "it has no statement" },
  };
}

const COUNT: FirewallAction = { kind: "count" };

/** What cannot be read is not evaluated: a firewall only narrows what the locks let through. */
function readKnown(statement: Fields, resources: Resources): FirewallStatement {
  try {
    return readStatement(statement, resources);
  } catch (error) {
    if (error instanceof TerraformError) return { is: "unknown", because: error.message };
    throw error;
  }
}

function unevaluated({ address }: { readonly address: string }, name: string, because: string): FirewallRule {
  return {
    kind: "statement",
    address,
    name,
    action: COUNT,
    labels: [],
    statement: { is: "unknown", because },
  };
}
