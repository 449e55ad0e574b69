import { assigned, ignored, read } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofPolicy } from "../shared-links";
import { iamArn, iamId } from "../stand-ins";

export const iamUser = {
  name: "aws_iam_user",
  unique: ["name"],
  attributes: {
    name: read,
    permissions_boundary: ofPolicy,
    path: ignored,
    force_destroy: ignored,
    arn: assigned(iamArn("user")),
    id: assigned("{name}"),
    unique_id: assigned(iamId("AIDA")),
  },
} satisfies ResourceType;
