import { block, computed, ignored, served } from "../attributes";
import type { ResourceType } from "../resource-type";

export const wafv2RegexPatternSet = {
  name: "aws_wafv2_regex_pattern_set",
  notRead: { notEvaluated: "the web ACL is not evaluated", served: true },
  attributes: {
    name: ignored,
    name_prefix: ignored,
    description: ignored,
    scope: served,
    regular_expression: block({ regex_string: served }),
    arn: computed,
    lock_token: computed,
  },
} satisfies ResourceType;
