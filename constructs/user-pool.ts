import { CognitoResourceServer } from "@cdktf/provider-aws/lib/cognito-resource-server";
import { CognitoRiskConfiguration } from "@cdktf/provider-aws/lib/cognito-risk-configuration";
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import * as v from "valibot";
import type { Roles } from "../access/model";
import { checkProps, checkRoles, opaque, someText } from "./declaration";
import { TextMessages } from "./identity/text-messages";
import { userPoolArguments } from "./identity/user-pool-arguments";
import { userPoolEntries } from "./identity/user-pool-schema";
import { sendsTexts, type UserPoolSettings } from "./identity/user-pool-settings";
import { LambdaFunction, type LambdaFunctionProps } from "./lambda-function";
import { holdToLimits } from "./limits/hold-to-limits";
import { literal } from "./literal";
import { kept, type Protection, protectionSchema } from "./protection";

/** A user pool, made here or elsewhere: by value, by a Terraform variable or from another state. */
export interface UserPoolRef {
  readonly id: string;
  readonly arn: string;
  /** `cognito-idp.REGION.amazonaws.com/POOL`, as identity pools name the pool. */
  readonly endpoint: string;
  /** What clients with scopes must wait for, where it is made here. */
  readonly resourceServer?: CognitoResourceServer;
}

export interface UserPoolProps extends UserPoolSettings {
  /** Renaming a pool replaces it, and its users are lost: choose once. */
  readonly name: string;
  /** Identifier of the pool's resource server, the first part of every scope: `petstore`. */
  readonly resourceServer: string;
  /** Each role becomes a scope of the resource server. */
  readonly roles: Roles;
  /** Folder of the pre-token-generation function that turns groups into scopes. */
  readonly tokenScopesFolder: string;
  /** Whether a plan may destroy the pool, and with it the users. @default "on" */
  readonly protection?: Protection;
  /** Key, tracing and log retention of that function. @default as LambdaFunction has them */
  readonly trigger?: Pick<LambdaFunctionProps, "key" | "tracing" | "logRetention">;
}

/**
 * A pool of users whose access tokens carry a scope for each of their roles.
 *
 * Scopes come from groups alone: a pre-token-generation trigger (V2, which needs the Essentials tier) adds
 * them, because a token from the sign-in API carries no custom scope otherwise.
 */
export class UserPool extends Construct implements UserPoolRef {
  readonly id: string;
  readonly arn: string;
  readonly endpoint: string;
  readonly resourceServer: CognitoResourceServer;

  constructor(scope: Construct, id: string, props: UserPoolProps) {
    super(scope, id);
    holdToLimits(this);
    checkProps(this, props, {
      ...userPoolEntries,
      name: someText,
      resourceServer: someText,
      roles: opaque,
      tokenScopesFolder: someText,
      trigger: v.exactOptional(opaque),
      protection: protectionSchema,
    });
    checkRoles(props.roles);
    const trigger = new LambdaFunction(this, "token-scopes", {
      name: `${props.name}-token-scopes`,
      folder: props.tokenScopesFolder,
      environment: { RESOURCE_SERVER: props.resourceServer, ROLES: Object.keys(props.roles).join(",") },
      // Says to whoever reads the Terraform what the function makes of groups, so that they need not guess.
      files: { "contract.json": '{"contract":"token-scopes/1"}\n' },
      // Cognito waits five seconds for a trigger, whatever the function's own limit.
      timeout: 5,
      ...props.trigger,
    });
    const pool = this.pool(props, trigger);
    new LambdaPermission(this, "may-trigger", {
      statementId: "UserPool",
      action: "lambda:InvokeFunction",
      functionName: trigger.functionName,
      principal: "cognito-idp.amazonaws.com",
      sourceArn: pool.arn,
    });
    this.resourceServer = this.scopes(props, pool);
    this.riskResponse(props, pool);
    this.id = pool.id;
    this.arn = pool.arn;
    this.endpoint = pool.endpoint;
  }

  private pool(props: UserPoolProps, trigger: LambdaFunction): CognitoUserPool {
    const texts = sendsTexts(props) ? new TextMessages(this, "texts", { name: props.name }) : undefined;
    return new CognitoUserPool(this, "pool", {
      name: props.name,
      ...userPoolArguments(props),
      deletionProtection: props.protection === "off" ? "INACTIVE" : "ACTIVE",
      ...kept(props.protection),
      ...(texts && { smsConfiguration: texts.configuration, dependsOn: [texts.policy] }),
      lambdaConfig: {
        // Both, with one ARN: the older field alone would call the trigger with V1 events.
        preTokenGeneration: trigger.arn,
        preTokenGenerationConfig: { lambdaArn: trigger.arn, lambdaVersion: "V2_0" },
      },
    });
  }

  private scopes(props: UserPoolProps, pool: CognitoUserPool): CognitoResourceServer {
    return new CognitoResourceServer(this, "resource-server", {
      userPoolId: pool.id,
      identifier: props.resourceServer,
      name: props.resourceServer,
      scope: Object.entries(props.roles).map(([name, role]) => ({
        scopeName: name,
        scopeDescription: literal(role.description),
      })),
    });
  }

  private riskResponse(props: UserPoolProps, pool: CognitoUserPool): void {
    if (props.threatProtection !== "enforced") return;
    const act = (eventAction: string) => ({ eventAction, notify: eventAction === "BLOCK" });
    new CognitoRiskConfiguration(this, "risks", {
      userPoolId: pool.id,
      compromisedCredentialsRiskConfiguration: { actions: { eventAction: "BLOCK" } },
      // Actions of one's own come with mail to the user; without a sender, Cognito's defaults hold.
      ...(props.email && {
        accountTakeoverRiskConfiguration: {
          actions: {
            highAction: act("BLOCK"),
            mediumAction: act("MFA_IF_CONFIGURED"),
            lowAction: act("MFA_IF_CONFIGURED"),
          },
          notifyConfiguration: { from: props.email.from, sourceArn: props.email.sesArn },
        },
      }),
    });
  }
}
