import { assigned, ignored, link, orAssigned, read, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { generatedName } from "../stand-ins";

export const iamRolePolicy = {
  name: "aws_iam_role_policy",
  unique: ["role", "name"],
  attributes: {
    name: replacing(orAssigned(served, generatedName)),
    role: replacing(link("aws_iam_role.name", "aws_iam_role.id")),
    policy: read,
    name_prefix: replacing(ignored),
    id: assigned("{role}:{name}"),
  },
} satisfies ResourceType;
