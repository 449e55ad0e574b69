import { ignored, newer, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";

export const wafv2WebAclRuleGroupAssociation = {
  name: "aws_wafv2_web_acl_rule_group_association",
  notRead: { notEvaluated: "the web ACL is not evaluated", served: true },
  attributes: {
    rule_name: replacing(served),
    web_acl_arn: replacing(served),
    priority: served,
    override_action: served,
    managed_rule_group: served,
    rule_group_reference: served,
    visibility_config: newer(ignored),
  },
} satisfies ResourceType;
