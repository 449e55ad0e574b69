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
  /** Who may invoke it (aws_lambda_permission). */
  readonly permissions: readonly InvokePermission[];
}

export interface InvokePermission {
  readonly address: string;
  /** `apigateway.amazonaws.com`, `cognito-idp.amazonaws.com` */
  readonly principal: string;
  /** An ARN in which `*` is a wildcard. */
  readonly sourceArn?: string;
}
