import {
  assigned,
  block,
  computed,
  ignored,
  links,
  mirrors,
  orAssigned,
  read,
  replacing,
} from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofPolicy } from "../shared-links";
import { generatedName, iamArn, iamId } from "../stand-ins";

export const iamRole = {
  name: "aws_iam_role",
  unique: ["name"],
  attributes: {
    name: replacing(orAssigned(read, generatedName)),
    assume_role_policy: read,
    max_session_duration: read,
    inline_policy: mirrors(block({ name: read, policy: read }), {
      type: "aws_iam_role_policy",
      holder: "role",
      key: "name",
    }),
    managed_policy_arns: mirrors(links("aws_iam_policy.arn", "aws_iam_policy.id"), {
      type: "aws_iam_role_policy_attachment",
      holder: "role",
      key: "policy_arn",
    }),
    permissions_boundary: ofPolicy,
    name_prefix: replacing(ignored),
    path: replacing(ignored),
    description: ignored,
    force_detach_policies: ignored,
    arn: assigned(iamArn("role")),
    id: assigned("{name}"),
    create_date: computed,
    unique_id: assigned(iamId("AROA")),
  },
} satisfies ResourceType;
