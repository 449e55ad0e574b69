import { assigned, ignored, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { regionalArn } from "../stand-ins";

export const cloudwatchLogGroup = {
  name: "aws_cloudwatch_log_group",
  notRead: { ignored: "logs, metrics and events" },
  attributes: {
    name: replacing(ignored),
    name_prefix: replacing(ignored),
    deletion_protection_enabled: ignored,
    kms_key_id: ignored,
    log_group_class: replacing(ignored),
    retention_in_days: ignored,
    skip_destroy: ignored,
    id: assigned("{name}"),
    arn: assigned(regionalArn("logs", "log-group:{name}")),
  },
} satisfies ResourceType;
