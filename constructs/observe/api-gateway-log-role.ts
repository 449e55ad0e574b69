import { ApiGatewayAccount } from "@cdktf/provider-aws/lib/api-gateway-account";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { kept, type Protection, protectionSchema } from "../arguments/lifecycle";
import { serviceTrust } from "../arguments/policy";
import { checkProps, someText } from "../declaration";

export interface ApiGatewayLogRoleProps {
  /** Name of the IAM role. */
  readonly name: string;
  /** Whether a plan may remove the role from the account's settings. @default "on" */
  readonly protection?: Protection;
}

/**
 * The role by which API Gateway writes execution logs. There is one for all APIs of an account and region, and removing
 * it stops the logs of all of them, so it belongs to the bootstrap stack.
 */
export class ApiGatewayLogRole extends Construct {
  constructor(scope: Construct, id: string, props: ApiGatewayLogRoleProps) {
    super(scope, id);
    checkProps(this, props, { name: someText, protection: protectionSchema });
    const { partition } = new DataAwsPartition(this, "partition");
    const role = new IamRole(this, "role", {
      name: props.name,
      assumeRolePolicy: serviceTrust("apigateway.amazonaws.com"),
    });
    const attached = new IamRolePolicyAttachment(this, "policy", {
      role: role.name,
      policyArn: `arn:${partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`,
    });
    new ApiGatewayAccount(this, "account", {
      cloudwatchRoleArn: role.arn,
      dependsOn: [attached],
      ...kept(props.protection),
    });
  }
}
