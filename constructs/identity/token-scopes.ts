import type { CognitoUserPoolLambdaConfig } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import * as v from "valibot";
import type { Roles } from "../../access/model";
import { TOKEN_SCOPES_FILE, TOKEN_SCOPES_TEXT, tokenScopesEnvironment } from "../../contract/token-scopes";
import { checkProps, checkRoles, type Entries, opaque, someText } from "../declaration";
import {
  LambdaFunction,
  type LambdaFunctionProps,
  lambdaFunctionEntries,
} from "../functions/lambda-function";
import { ownFunction } from "../functions/own-function";

export interface TokenScopesProps extends Pick<LambdaFunctionProps, "key" | "tracing" | "logRetention"> {
  /** Name of the function. */
  readonly name: string;
  /** Folder of the function that turns groups into scopes. @default this package's own */
  readonly folder?: string;
  /** Identifier of the pool's resource server, the first part of every scope. */
  readonly resourceServer: string;
  /** The groups that become scopes. */
  readonly roles: Roles;
  /**
   * An existing pool that gets the permission to invoke the function. Its owner sets the function in the pool's
   * `lambda_config`, for which there is an output. @default none: the construct that creates the pool gives the permission
   */
  readonly userPoolArn?: string;
}

const { key, tracing, logRetention } = lambdaFunctionEntries;

/** The props of the trigger's function that a user pool decides. */
export const triggerEntries = { key, tracing, logRetention } satisfies Entries<
  Pick<LambdaFunctionProps, "key" | "tracing" | "logRetention">
>;

/**
 * The pre-token-generation trigger (V2, which needs the tier Essentials or Plus) that adds a scope to access tokens for
 * each of the user's groups that is a role. Without it, routes with roles behind the lock `cognito` refuse every caller.
 */
export class TokenScopes extends LambdaFunction {
  /** What the pool's `lambdaConfig` must hold. */
  readonly lambdaConfig: CognitoUserPoolLambdaConfig;

  constructor(scope: Construct, id: string, props: TokenScopesProps) {
    checkProps(`TokenScopes "${id}"`, props, {
      ...triggerEntries,
      folder: v.exactOptional(someText),
      name: someText,
      resourceServer: someText,
      roles: opaque,
      userPoolArn: v.exactOptional(someText),
    });
    checkRoles(props.roles);
    const { folder = ownFunction("token-scopes"), name, resourceServer, roles, userPoolArn, ...rest } = props;
    super(scope, id, {
      name,
      folder,
      environment: tokenScopesEnvironment({ server: resourceServer, roles: Object.keys(roles) }),
      // Readers of the Terraform learn from this variable which scopes the function adds.
      files: { [TOKEN_SCOPES_FILE]: TOKEN_SCOPES_TEXT },
      // Cognito waits five seconds for a trigger, whatever the function's own limit.
      timeout: 5,
      ...rest,
    });
    this.lambdaConfig = {
      // Both fields have the same ARN: with the older one alone, Cognito sends V1 events.
      preTokenGeneration: this.arn,
      preTokenGenerationConfig: { lambdaArn: this.arn, lambdaVersion: "V2_0" },
    };
    if (userPoolArn === undefined) return;
    mayTrigger(this, "may-trigger", this, userPoolArn);
    new TerraformOutput(this, "trigger_arn", {
      value: this.arn,
      description:
        "The user pool's owner sets this ARN in the pool's lambda_config, as pre_token_generation and as " +
        "pre_token_generation_config with lambda_version V2_0; until then routes with roles refuse every caller",
    });
  }
}

/** The permission of one pool to call its trigger. */
export function mayTrigger(
  scope: Construct,
  id: string,
  trigger: LambdaFunction,
  userPoolArn: string,
): LambdaPermission {
  return new LambdaPermission(scope, id, {
    statementId: "UserPool",
    action: "lambda:InvokeFunction",
    functionName: trigger.functionName,
    principal: "cognito-idp.amazonaws.com",
    sourceArn: userPoolArn,
  });
}
