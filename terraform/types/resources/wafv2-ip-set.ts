import { computed, ignored, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";

export const wafv2IpSet = {
  name: "aws_wafv2_ip_set",
  notRead: { notEvaluated: "the web ACL is not evaluated", served: true },
  attributes: {
    name: replacing(ignored),
    name_prefix: replacing(ignored),
    description: ignored,
    scope: replacing(served),
    ip_address_version: replacing(ignored),
    addresses: served,
    arn: computed,
    lock_token: computed,
  },
} satisfies ResourceType;
