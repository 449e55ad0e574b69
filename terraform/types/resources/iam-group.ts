import { assigned, ignored, read } from "../attributes";
import type { ResourceType } from "../resource-type";
import { iamArn, iamId } from "../stand-ins";

export const iamGroup = {
  name: "aws_iam_group",
  unique: ["name"],
  attributes: {
    name: read,
    path: ignored,
    arn: assigned(iamArn("group")),
    id: assigned("{name}"),
    unique_id: assigned(iamId("AGPA")),
  },
} satisfies ResourceType;
