import { assigned, computed, ignored, newer, orAssigned, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { generatedName, iamArn, iamId } from "../stand-ins";

export const iamPolicy = {
  name: "aws_iam_policy",
  unique: ["name"],
  attributes: {
    name: replacing(orAssigned(read, generatedName)),
    policy: read,
    description: replacing(ignored),
    name_prefix: replacing(ignored),
    path: replacing(ignored),
    delay_after_policy_creation_in_ms: newer(ignored),
    arn: assigned(iamArn("policy")),
    id: assigned("{arn}"),
    attachment_count: computed,
    policy_id: assigned(iamId("ANPA")),
  },
} satisfies ResourceType;
