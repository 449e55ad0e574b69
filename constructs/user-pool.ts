import { CognitoResourceServer } from "@cdktf/provider-aws/lib/cognito-resource-server";
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import type { Roles } from "../access/model";
import { LambdaFunction } from "./lambda-function";

export interface UserPoolProps {
  /** Renaming a pool replaces it, and its users are lost: choose once. */
  readonly name: string;
  /** Identifier of the pool's resource server, the first part of every scope: `petstore`. */
  readonly resourceServer: string;
  /** Each role becomes a scope of the resource server. */
  readonly roles: Roles;
  /** Folder of the pre-token-generation function that turns groups into scopes. */
  readonly tokenScopesFolder: string;
}

/**
 * A pool of users whose access tokens carry a scope for each of their roles.
 *
 * Scopes come from groups alone: a pre-token-generation trigger (V2, which needs the Essentials tier) adds
 * them, because a token from the sign-in API carries no custom scope otherwise.
 */
export class UserPool extends Construct {
  readonly id: string;
  readonly arn: string;
  /** `cognito-idp.REGION.amazonaws.com/POOL`, as identity pools name the pool. */
  readonly endpoint: string;

  constructor(scope: Construct, id: string, props: UserPoolProps) {
    super(scope, id);
    const trigger = new LambdaFunction(this, "token-scopes", {
      name: `${props.name}-token-scopes`,
      folder: props.tokenScopesFolder,
      environment: { RESOURCE_SERVER: props.resourceServer, ROLES: Object.keys(props.roles).join(",") },
      // Cognito waits five seconds for a trigger, whatever the function's own limit.
      timeout: 5,
    });
    const pool = this.pool(props, trigger);
    new LambdaPermission(this, "may-trigger", {
      statementId: "UserPool",
      action: "lambda:InvokeFunction",
      functionName: trigger.functionName,
      principal: "cognito-idp.amazonaws.com",
      sourceArn: pool.arn,
    });
    this.resourceServer(props, pool);
    this.id = pool.id;
    this.arn = pool.arn;
    this.endpoint = pool.endpoint;
  }

  private pool(props: UserPoolProps, trigger: LambdaFunction): CognitoUserPool {
    return new CognitoUserPool(this, "pool", {
      name: props.name,
      userPoolTier: "ESSENTIALS",
      autoVerifiedAttributes: ["email"],
      usernameConfiguration: { caseSensitive: false },
      passwordPolicy: {
        minimumLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        temporaryPasswordValidityDays: 3,
      },
      mfaConfiguration: "OPTIONAL",
      softwareTokenMfaConfiguration: { enabled: true },
      accountRecoverySetting: { recoveryMechanism: [{ name: "verified_email", priority: 1 }] },
      lambdaConfig: {
        // Both, with one ARN: the older field alone would call the trigger with V1 events.
        preTokenGeneration: trigger.arn,
        preTokenGenerationConfig: { lambdaArn: trigger.arn, lambdaVersion: "V2_0" },
      },
      deletionProtection: "ACTIVE",
      lifecycle: { preventDestroy: true },
    });
  }

  private resourceServer(props: UserPoolProps, pool: CognitoUserPool): void {
    new CognitoResourceServer(this, "resource-server", {
      userPoolId: pool.id,
      identifier: props.resourceServer,
      name: props.resourceServer,
      scope: Object.entries(props.roles).map(([name, role]) => ({
        scopeName: name,
        scopeDescription: role.description,
      })),
    });
  }
}
