import { merged, type Resources } from "../../build/people";
import { changed, type TrustCase, type TrustCases } from "./town";

const firewall: Resources = {
  aws_wafv2_web_acl: { w: { name: "w", scope: "REGIONAL", default_action: [{ block: [{}] }] } },
};
const association: Resources = {
  aws_wafv2_web_acl_association: {
    w: { resource_arn: "${aws_api_gateway_stage.live.arn}", web_acl_arn: "${aws_wafv2_web_acl.w.arn}" },
  },
};
/** A second association of a web ACL, beside `association`. */
const second = (resource_arn: string, acl = "lax"): Resources => ({
  aws_wafv2_web_acl: { lax: { name: "lax", scope: "REGIONAL", default_action: [{ allow: [{}] }] } },
  aws_wafv2_web_acl_association: { b: { resource_arn, web_acl_arn: `\${aws_wafv2_web_acl.${acl}.arn}` } },
});
const STAGE = "${aws_api_gateway_stage.live.arn}";
const OF_ONE = merged(firewall, association);
const firewallRule = (action: string): Resources => ({
  aws_wafv2_web_acl_rule: {
    office: {
      name: "office",
      priority: 1,
      web_acl_arn: "${aws_wafv2_web_acl.w.arn}",
      action: [{ [action]: [{}] }],
      statement: [{ geo_match_statement: [{ country_codes: ["AT"] }] }],
    },
  },
});

/** A firewall that a set of addresses decides for, by way of what names the set. */
const filtered = (acl: object, more: Resources = {}): TrustCase =>
  changed(
    merged(
      {
        aws_wafv2_web_acl_association: {
          a: { resource_arn: "${aws_api_gateway_stage.live.arn}", web_acl_arn: "${aws_wafv2_web_acl.a.arn}" },
        },
        aws_wafv2_web_acl: { a: { name: "a", scope: "REGIONAL", ...acl } },
        aws_wafv2_ip_set: { office: { name: "office", scope: "REGIONAL", addresses: ["10.0.0.0/8"] } },
      },
      more,
    ),
    { aws_wafv2_ip_set: { office: { addresses: ["0.0.0.0/1"] } } },
    "other aws_wafv2_ip_set.office addresses",
  );

export const firewalls: TrustCases = {
  "a firewall that is gone": {
    base: { ...firewall, ...association },
    head: firewall,
    says: ["other aws_wafv2_web_acl_association.w"],
  },
  "a second firewall, which may replace the first": changed(
    OF_ONE,
    second(STAGE),
    "undecided aws_wafv2_web_acl_association.w effect",
  ),
  "a second firewall, of what may be the same stage": changed(
    OF_ONE,
    second("arn:aws:apigateway:us-east-1::/restapis/abcdef1234/stages/live"),
    "undecided aws_wafv2_web_acl_association.w effect",
  ),
  "a second firewall that is the first": changed(
    OF_ONE,
    second(STAGE, "w"),
    "narrower aws_wafv2_web_acl_association.b",
  ),
  "a firewall of a load balancer": changed(
    merged(OF_ONE, { aws_lb: { front: { name: "front" } } }),
    second("${aws_lb.front.arn}"),
    "narrower aws_wafv2_web_acl_association.b",
  ),
  "a firewall of two that is another one": changed(
    merged(OF_ONE, second(STAGE)),
    { aws_wafv2_web_acl_association: { w: { web_acl_arn: "${aws_wafv2_web_acl.lax.arn}" } } },
    "other aws_wafv2_web_acl_association.w web_acl_arn",
    "undecided aws_wafv2_web_acl_association.b effect",
    "undecided aws_wafv2_web_acl_association.w effect",
  ),
  "a rule of a firewall that is gone": {
    base: { ...firewall, ...association, ...firewallRule("block") },
    head: { ...firewall, ...association },
    says: ["other aws_wafv2_web_acl_rule.office"],
  },
  "a rule of a firewall that counts only": {
    base: { ...firewall, ...association, ...firewallRule("block") },
    head: { ...firewall, ...association, ...firewallRule("count") },
    says: [
      "other aws_wafv2_web_acl_rule.office action.block",
      "other aws_wafv2_web_acl_rule.office action.count",
    ],
  },
  "a firewall that lets through": {
    base: { ...firewall, ...association },
    head: {
      ...association,
      aws_wafv2_web_acl: { w: { name: "w", scope: "REGIONAL", default_action: [{ allow: [{}] }] } },
    },
    says: [
      "other aws_wafv2_web_acl.w default_action.allow",
      "other aws_wafv2_web_acl.w default_action.block",
    ],
  },
  "a set of addresses in a group of a firewall's rules": filtered(
    {
      rule: [
        {
          name: "g",
          priority: 1,
          statement: [{ rule_group_reference_statement: [{ arn: "${aws_wafv2_rule_group.g.arn}" }] }],
        },
      ],
    },
    {
      aws_wafv2_rule_group: {
        g: {
          name: "g",
          scope: "REGIONAL",
          capacity: 1,
          rule: [
            {
              name: "o",
              priority: 1,
              statement: [{ ip_set_reference_statement: [{ arn: "${aws_wafv2_ip_set.office.arn}" }] }],
            },
          ],
        },
      },
    },
  ),
  "a set of addresses in the JSON of a firewall's rules": filtered({
    rule_json: '[{"Statement": {"IPSetReferenceStatement": {"ARN": "${aws_wafv2_ip_set.office.arn}"}}}]',
  }),
};
