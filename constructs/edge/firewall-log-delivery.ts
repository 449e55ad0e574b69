import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Construct } from "constructs";
import { literal } from "../arguments/literal";
import { policyDocument } from "../arguments/policy";
import { checkProps, someText } from "../declaration";
import { holdToLimits } from "../limits/hold-to-limits";

/**
 * Lets the web ACLs of this account and region write to log groups whose names begin with `aws-waf-logs-`.
 *
 * It exists once in an account and region: CloudWatch Logs has ten resource policies there, which one for each web ACL
 * would use up. Without it, WAF manages a policy of its own, which reaches a size limit.
 */
export class FirewallLogDelivery extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: {
      /** Name of the resource policy of CloudWatch Logs. */
      readonly name: string;
    },
  ) {
    super(scope, id);
    holdToLimits(this);
    checkProps(this, props, { name: someText });
    const { accountId } = new DataAwsCallerIdentity(this, "account");
    const { partition } = new DataAwsPartition(this, "partition");
    const { region } = new DataAwsRegion(this, "region");
    new CloudwatchLogResourcePolicy(this, "policy", {
      policyName: literal(props.name),
      policyDocument: policyDocument({
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `arn:${partition}:logs:${region}:${accountId}:log-group:aws-waf-logs-*:*`,
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      }),
    });
  }
}
