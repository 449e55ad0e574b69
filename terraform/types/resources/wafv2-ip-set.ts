import { computed, ignored, served } from "../attributes";
import type { ResourceType } from "../resource-type";

export const wafv2IpSet = {
  name: "aws_wafv2_ip_set",
  notRead: { notEvaluated: "the web ACL is not evaluated", served: true },
  attributes: {
    name: ignored,
    name_prefix: ignored,
    description: ignored,
    scope: served,
    ip_address_version: ignored,
    addresses: served,
    arn: computed,
    lock_token: computed,
  },
} satisfies ResourceType;
