import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import * as v from "valibot";
import { checkProps, refWith, someText, wordOr } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import type { KeyRef } from "../state/encryption-key";

/** A log group of this stack, or a reference to another. */
export interface LogGroupRef {
  /** Name of the group. */
  readonly name: string;
  /** The ARN without `:*` at its end. */
  readonly arn: string;
  /** The literal name, where `name` is a reference. */
  readonly declaredName?: string;
}

export interface LogGroupProps {
  /** Name of the group. Web ACLs log only to one that begins with `aws-waf-logs-`. */
  readonly name: string;
  /** Days, one of the numbers that CloudWatch Logs accepts. @default 365 */
  readonly retention?: number;
  /** The KMS key; `"aws-owned"` is a key that AWS owns. */
  readonly key: KeyRef | "aws-owned";
}

const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * An encrypted log group whose events expire.
 *
 * @throws DeclarationError `RETENTION_INVALID`; 0, with which events never expire, is refused as well
 */
export class LogGroup extends Construct implements LogGroupRef {
  readonly name: string;
  readonly arn: string;
  readonly declaredName: string;
  /** Resources that write to the group must depend on it. */
  readonly resource: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: LogGroupProps) {
    super(scope, id);
    checkProps(this, props, {
      name: someText,
      retention: v.exactOptional(v.number()),
      key: wordOr("aws-owned", refWith("arn")),
    });
    const retention = props.retention ?? 365;
    checkRetention(retention, `log group "${props.name}"`);
    const group = new CloudwatchLogGroup(this, "group", {
      name: props.name,
      retentionInDays: retention,
      ...(props.key !== "aws-owned" && { kmsKeyId: props.key.arn }),
      // A removed group is deleted after the resources that write to it have changed.
      lifecycle: { createBeforeDestroy: true },
    });
    this.resource = group;
    this.name = group.name;
    this.arn = group.arn;
    this.declaredName = props.name;
  }
}

/** @throws DeclarationError `RETENTION_INVALID` */
export function checkRetention(days: number, place: string): void {
  if (RETENTIONS.includes(days)) return;
  throw new DeclarationError(
    "RETENTION_INVALID",
    `The retention of ${place} is ${days} days; CloudWatch Logs accepts ${RETENTIONS.join(", ")}.`,
  );
}
