import { computed, ignored, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";

export const wafv2RuleGroup = {
  name: "aws_wafv2_rule_group",
  notRead: { notEvaluated: "the web ACL is not evaluated", served: true },
  attributes: {
    name: replacing(served),
    name_prefix: replacing(ignored),
    description: ignored,
    scope: replacing(served),
    capacity: replacing(ignored),
    rule: served,
    rules_json: served,
    custom_response_body: served,
    visibility_config: ignored,
    arn: computed,
    lock_token: computed,
  },
} satisfies ResourceType;
