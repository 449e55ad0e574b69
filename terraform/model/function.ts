export interface LambdaFunction {
  readonly address: string;
  readonly arn: string;
  readonly name: string;
  /** `index.handler` */
  readonly handler: string;
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The zip archive, as a path that the reader's file source understands; empty where its code is elsewhere. */
  readonly archive: string;
  /** Where its code is, if it is in no archive of this Terraform: `the image …`, `s3://…`. Only the gate asks. */
  readonly codeElsewhere?: string;
  readonly roleArn: string;
  /** Arguments and environment variables by which other code may run beside the handler, or in its place; absent is none. */
  readonly otherCode?: readonly string[];
  /** Who may invoke it by its own ARN (aws_lambda_permission). An ARN with a version or an alias has its own. */
  readonly permissions: readonly InvokePermission[];
  /** The version that its code was published as, where the Terraform tells it. */
  readonly version?: string;
  /** Its aliases, and the versions that permissions name; absent is none. */
  readonly qualified?: readonly QualifiedFunction[];
}

/** What an ARN of a function with a version or an alias at its end stands for. */
export interface QualifiedFunction {
  /** The end of the ARN: `live`, `7`. */
  readonly qualifier: string;
  /** Address of the alias; absent for a version. */
  readonly address?: string;
  /** The version that is invoked: `7`, `$LATEST`. */
  readonly version: string;
  /** Versions that get a part of the calls in its place (`routing_config`); absent is none. */
  readonly otherVersions?: readonly string[];
  /** Who may invoke it by this ARN. */
  readonly permissions: readonly InvokePermission[];
}

export interface InvokePermission {
  readonly address: string;
  /** `apigateway.amazonaws.com`, `cognito-idp.amazonaws.com` */
  readonly principal: string;
  /** An ARN in which `*` is a wildcard. */
  readonly sourceArn?: string;
}
