import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction as AwsLambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { Construct } from "constructs";
import * as v from "valibot";
import { literals } from "../arguments/literal";
import { type PolicyStatement, policyDocument, serviceTrust } from "../arguments/policy";
import { checkCors } from "../cors/check-cors";
import { type Cors, corsEnvironment } from "../cors/cors";
import {
  absolutePath,
  anyText,
  checkProps,
  data,
  type Entries,
  listOf,
  mapOf,
  opaque,
  refWith,
  someText,
  whole,
  yesOrNo,
} from "../declaration";
import { holdToLimits } from "../limits/hold-to-limits";
import { checkRetention } from "../observe/log-group";
import type { KeyRef } from "../state/encryption-key";
import { archive } from "./archive";
import { bundle } from "./bundle";
import type { NamedFunction } from "./named-function";

export interface LambdaFunctionProps {
  /** Name of the function, of its role and of its log group; unique in the account and region. */
  readonly name: string;
  /** Absolute path of a folder with an `index.ts` that exports `handler`; it is bundled at synth, by the package esbuild. */
  readonly folder: string;
  /** Environment variables; their values are literal texts. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** Pages of other origins that may read its answers: variables that the handlers' wrapper reads. @default none */
  readonly cors?: Cors;
  /** Further files of the archive, beside the bundle. @default none */
  readonly files?: Readonly<Record<string, string>>;
  /** What the function may do beside writing its log. @default nothing */
  readonly statements?: readonly PolicyStatement[];
  /** Seconds. @default 10 */
  readonly timeout?: number;
  /** MB; CPU grows with it. @default 256 */
  readonly memory?: number;
  /** Days. @default 30 */
  readonly logRetention?: number;
  /** Encrypts the log and the environment. @default keys that AWS owns */
  readonly key?: KeyRef;
  /** Whether calls are traced by X-Ray. @default false */
  readonly tracing?: boolean;
  /** Reserved concurrency, so that one function cannot use up that of the account. @default none */
  readonly concurrency?: number;
}

export const lambdaFunctionEntries = {
  name: someText,
  folder: absolutePath,
  environment: v.exactOptional(mapOf(anyText)),
  // check-cors.ts checks its fields.
  cors: v.exactOptional(data(mapOf(opaque))),
  files: v.exactOptional(mapOf(anyText)),
  // policy.ts checks their fields.
  statements: v.exactOptional(listOf(mapOf(opaque))),
  timeout: v.exactOptional(whole(1, 900)),
  memory: v.exactOptional(whole(128, 10_240)),
  logRetention: v.exactOptional(whole(1, 3_653, "RETENTION_INVALID")),
  key: v.exactOptional(refWith("arn")),
  tracing: v.exactOptional(yesOrNo),
  concurrency: v.exactOptional(whole(0, 1_000_000)),
} satisfies Entries<LambdaFunctionProps>;

/**
 * A function with a role that may write its own log and do what `statements` say, and nothing else.
 *
 * @throws DeclarationError `HANDLER_MISSING` where the folder has no handler, `PACKAGE_MISSING` without esbuild,
 *   `RETENTION_INVALID`, and those of `checkProps` and
 *   `checkCors`
 */
export class LambdaFunction extends Construct implements NamedFunction {
  /** The literal name. `functionName` is a reference, with which other resources depend on the function. */
  readonly name: string;
  /** ARN of the function, without a version. */
  readonly arn: string;
  /** The function's name as a reference, with which other resources depend on the function. */
  readonly functionName: string;
  /** Origins whose pages may read its answers. */
  readonly origins: readonly string[];
  /** Further files of the archive by name, as they were given. */
  readonly files: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    super(scope, id);
    holdToLimits(this);
    checkProps(this, props, lambdaFunctionEntries);
    checkRetention(props.logRetention ?? 30, `function "${props.name}"`);
    if (props.cors) checkCors(props.cors);
    const logs = this.logGroup(props);
    const role = this.role(props, logs);
    const lambda = this.lambda(props, role, logs);
    this.name = props.name;
    this.arn = lambda.arn;
    this.functionName = lambda.functionName;
    this.origins = props.cors?.origins ?? [];
    this.files = { ...props.files };
  }

  // Lambda would create it on first use, outside of Terraform and without expiry.
  private logGroup(props: LambdaFunctionProps): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, "logs", {
      name: `/aws/lambda/${props.name}`,
      retentionInDays: props.logRetention ?? 30,
      ...(props.key && { kmsKeyId: props.key.arn }),
    });
  }

  private role(props: LambdaFunctionProps, logs: CloudwatchLogGroup): IamRole {
    const role = new IamRole(this, "role", {
      name: props.name,
      assumeRolePolicy: serviceTrust("lambda.amazonaws.com"),
    });
    new IamRolePolicy(this, "policy", {
      name: "function",
      role: role.name,
      policy: policyDocument(
        { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: `${logs.arn}:*` },
        ...(props.tracing
          ? // X-Ray knows no resources.
            [
              {
                Effect: "Allow" as const,
                Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
                Resource: "*",
              },
            ]
          : []),
        ...(props.statements ?? []),
      ),
    });
    return role;
  }

  private lambda(props: LambdaFunctionProps, role: IamRole, logs: CloudwatchLogGroup): AwsLambdaFunction {
    const code = archive(this, "code", {
      "index.js": bundle(props.folder).code,
      ...encoded(props.files ?? {}),
    });
    const variables = literals({ ...props.environment, ...corsEnvironment(props.cors) });
    return new AwsLambdaFunction(this, "function", {
      functionName: props.name,
      role: role.arn,
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      filename: code.path,
      sourceCodeHash: code.hash,
      timeout: props.timeout ?? 10,
      memorySize: props.memory ?? 256,
      ...(Object.keys(variables).length > 0 && {
        environment: { variables },
        ...(props.key && { kmsKeyArn: props.key.arn }),
      }),
      ...(props.tracing && { tracingConfig: { mode: "Active" } }),
      ...(props.concurrency !== undefined && { reservedConcurrentExecutions: props.concurrency }),
      dependsOn: [logs],
    });
  }
}

function encoded(files: Readonly<Record<string, string>>): Record<string, Uint8Array> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]),
  );
}
