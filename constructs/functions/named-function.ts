import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Construct } from "constructs";

/** A Lambda function of the API's own account and region. */
export interface NamedFunction {
  readonly functionName: string;
}

/**
 * What integrations and authorizers call functions by: the name, and no reference to the function itself.
 *
 * A function must outlive the deployment that calls it, and a deployment is older than the routes that it is made
 * from. So functions stand with the stage, in a stack that is applied after the routes, and the routes know only
 * their names. API Gateway takes the URI of a function that is not there yet.
 * Source: `test_put_integration_validation` of LocalStack, recorded against AWS on 2024-06-06.
 */
export class FunctionUris extends Construct {
  private readonly account = new DataAwsCallerIdentity(this, "account").accountId;
  private readonly partition = new DataAwsPartition(this, "partition").partition;
  private readonly region = new DataAwsRegion(this, "region").region;

  /** The URI of a function, named here or given by the ARN that it has in another account. */
  of(called: NamedFunction | { readonly functionArn: string }): string {
    const { account, partition, region } = this;
    const arn =
      "functionArn" in called
        ? called.functionArn
        : `arn:${partition}:lambda:${region}:${account}:function:${called.functionName}`;
    return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
  }

  /** A role of the API's own account. */
  roleArn(name: string): string {
    return `arn:${this.partition}:iam::${this.account}:role/${name}`;
  }
}
