import { assigned, ignored, link, orAssigned, read, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { generatedName } from "../stand-ins";

export const iamGroupPolicy = {
  name: "aws_iam_group_policy",
  unique: ["group", "name"],
  attributes: {
    name: replacing(orAssigned(served, generatedName)),
    group: replacing(link("aws_iam_group.name", "aws_iam_group.id")),
    policy: read,
    name_prefix: replacing(ignored),
    id: assigned("{group}:{name}"),
  },
} satisfies ResourceType;
