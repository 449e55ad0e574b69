import { block, computed, ignored, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";

export const wafv2RegexPatternSet = {
  name: "aws_wafv2_regex_pattern_set",
  notRead: { notEvaluated: "the web ACL is not evaluated", served: true },
  attributes: {
    name: replacing(ignored),
    name_prefix: replacing(ignored),
    description: ignored,
    scope: replacing(served),
    regular_expression: block({ regex_string: served }),
    arn: computed,
    lock_token: computed,
  },
} satisfies ResourceType;
