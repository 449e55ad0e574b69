import { computed, ignored, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";

export const wafv2WebAcl = {
  name: "aws_wafv2_web_acl",
  notRead: { notEvaluated: "the web ACL is not evaluated", served: true },
  attributes: {
    name: replacing(served),
    name_prefix: replacing(ignored),
    description: ignored,
    scope: replacing(served),
    default_action: served,
    rule: served,
    rule_json: served,
    association_config: served,
    custom_response_body: served,
    captcha_config: ignored,
    challenge_config: ignored,
    token_domains: ignored,
    data_protection_config: ignored,
    visibility_config: ignored,
    application_integration_url: computed,
    arn: computed,
    capacity: computed,
    lock_token: computed,
  },
} satisfies ResourceType;
