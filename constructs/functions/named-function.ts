import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Construct } from "constructs";

/** A Lambda function of the API's account and region. */
export interface NamedFunction {
  /** Name of the function, or a reference to it. */
  readonly functionName: string;
}

/**
 * The URIs by which integrations and authorizers invoke functions. They have the name and no reference to the function.
 *
 * At a REST API, a function must exist as long as a deployment that invokes it, so functions are in the stage's stack, which
 * is applied after that of the routes, and the routes have only the functions' names. API Gateway accepts the URI of a
 * function that does not exist yet: `docs/decisions/0010-the-stage-is-applied-after-the-routes.md` has the source. An HTTP
 * API has one stack for all.
 */
export class FunctionUris extends Construct {
  private readonly account = new DataAwsCallerIdentity(this, "account").accountId;
  private readonly partition = new DataAwsPartition(this, "partition").partition;
  private readonly region = new DataAwsRegion(this, "region").region;

  /** The URI of a function, by its name or by its ARN in another account. */
  of(called: NamedFunction | { readonly functionArn: string }): string {
    const { account, partition, region } = this;
    const arn =
      "functionArn" in called
        ? called.functionArn
        : `arn:${partition}:lambda:${region}:${account}:function:${called.functionName}`;
    return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
  }

  /** The ARN of a role of the API's account. */
  roleArn(name: string): string {
    return `arn:${this.partition}:iam::${this.account}:role/${name}`;
  }
}
