import { assigned, ignored, link, orAssigned, read, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { generatedName } from "../stand-ins";

export const iamUserPolicy = {
  name: "aws_iam_user_policy",
  unique: ["user", "name"],
  attributes: {
    name: replacing(orAssigned(served, generatedName)),
    user: replacing(link("aws_iam_user.name", "aws_iam_user.id")),
    policy: read,
    name_prefix: replacing(ignored),
    id: assigned("{user}:{name}"),
  },
} satisfies ResourceType;
