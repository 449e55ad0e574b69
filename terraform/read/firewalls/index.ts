import { TerraformError } from "../../error";
import type { Firewall, FirewallGroupRule, FirewallRule, FirewallStatementRule } from "../../model";
import type { Fields } from "../fields";
import type { Resources } from "../resources";
import { insertsHeaders, readAction, responseBodies } from "./actions";
import { groupRule, readRules } from "./rules";
import { unknownIn } from "./statement";

const KB = 1_024;
/** https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html */
const BODY_LIMITS: Readonly<Record<string, number>> = {
  KB_16: 16 * KB,
  KB_32: 32 * KB,
  KB_48: 48 * KB,
  KB_64: 64 * KB,
};

/**
 * The web ACL in front of a stage, for the gate, which evaluates what can be decided on a machine of its own. What it
 * cannot is named.
 */
export function readFirewall(stage: Fields, resources: Resources): Firewall | undefined {
  const arn = stage.loosely().link("arn");
  const [association, ...others] = loose("aws_wafv2_web_acl_association", resources).filter(
    (each) => each.link("resource_arn") === arn,
  );
  if (association === undefined) return undefined;
  const other = others.find((each) => each.link("web_acl_arn") !== association.link("web_acl_arn"));
  if (other) reportSecond(other, association, resources);
  if (!resources.reading.strict) return undefined;
  const acl = loose("aws_wafv2_web_acl", resources).find(
    (each) => each.link("arn") === association.link("web_acl_arn"),
  );
  if (acl !== undefined) return firewallOf(acl, resources);
  resources.notice(association.address, "the web ACL is not in this Terraform, and is not evaluated");
  return undefined;
}

/** A stage has one web ACL: a second association replaces the first, and which one was applied last is not known. */
function reportSecond({ address }: Fields, first: Fields, resources: Resources): void {
  const message = `its stage's web ACL is also set by ${first.address}`;
  if (resources.reading.strict) throw new TerraformError("DUPLICATE", message, address);
  resources.warn(address, `${message}, and the last to be applied is in force`);
}

/** Names the web ACLs that stand in front of something else than a stage, such as a user pool. */
export function noticeOtherFirewalls(
  firewalls: readonly (Firewall | undefined)[],
  resources: Resources,
): void {
  if (!resources.reading.strict) return;
  const read = new Set(firewalls.map((firewall) => firewall?.address));
  for (const { address } of resources.ofType("aws_wafv2_web_acl"))
    if (!read.has(address)) resources.notice(address, "the web ACL is not evaluated");
}

function loose(type: string, resources: Resources): Fields[] {
  return resources.ofType(type).map((fields) => fields.loosely());
}

function firewallOf(acl: Fields, resources: Resources): Firewall {
  const { address } = acl;
  const name = acl.label("name");
  const bodies = responseBodies(acl);
  const labelPrefix = `awswaf:${resources.accountId}:webacl:${name}:`;
  const context = { bodies, groups: loose("aws_wafv2_rule_group", resources), resources, labelPrefix };
  const arn = acl.link("arn");
  const associated = loose("aws_wafv2_web_acl_rule_group_association", resources).filter(
    (each) => each.link("web_acl_arn") === arn,
  );
  const rules = [
    ...readRules(acl, context),
    ...associated.map((each) => ({
      priority: each.number("priority"),
      rule: groupRule(each, each.label("rule_name"), context),
    })),
  ];
  if (acl.names().includes("rule_json"))
    resources.notice(address, "the rules in rule_json are not evaluated");
  const ordered = rules.sort((one, other) => one.priority - other.priority).map(({ rule }) => rule);
  for (const rule of ordered) noticeUnknown(rule, resources);
  const [defaultAction] = acl.blocks("default_action");
  if (defaultAction && insertsHeaders(defaultAction))
    resources.notice(
      address,
      "the headers that the default action inserts into requests are not inserted here",
    );
  return {
    address,
    name,
    labelPrefix,
    defaultAction: defaultAction ? readAction(defaultAction, bodies) : { kind: "allow" },
    bodyLimit: bodyLimitOf(acl),
    rules: ordered,
  };
}

function bodyLimitOf(acl: Fields): number {
  const [config] = acl.blocks("association_config");
  const [body] = config?.blocks("request_body") ?? [];
  const [api] = body?.blocks("api_gateway") ?? [];
  return BODY_LIMITS[api?.optionalText("default_size_inspection_limit") ?? "KB_16"] ?? 16 * KB;
}

function noticeUnknown(rule: FirewallRule, resources: Resources): void {
  const rules: readonly FirewallStatementRule[] = rule.kind === "group" ? rule.rules : [rule];
  for (const { address, name, statement } of rules)
    for (const because of unknownIn(statement))
      resources.notice(address, `the rule ${placeOf(rule, name)} is not evaluated: ${because}`);
}

function placeOf(rule: FirewallStatementRule | FirewallGroupRule, name: string): string {
  return rule.kind === "group" ? `${name} of ${rule.name}` : name;
}
