import type { CognitoResourceServer } from "@cdktf/provider-aws/lib/cognito-resource-server";
import { CognitoRiskConfiguration } from "@cdktf/provider-aws/lib/cognito-risk-configuration";
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { Construct } from "constructs";
import * as v from "valibot";
import type { Roles } from "../../access/model";
import { kept, type Protection, protectionSchema } from "../arguments/lifecycle";
import { checkProps, checkRoles, fields, opaque, someText } from "../declaration";
import type { LambdaFunctionProps } from "../functions/lambda-function";
import { holdToLimits } from "../limits/hold-to-limits";
import { RoleScopes } from "./role-scopes";
import { TextMessages } from "./text-messages";
import { mayTrigger, TokenScopes, triggerEntries } from "./token-scopes";
import { userPoolArguments } from "./user-pool-arguments";
import { userPoolEntries } from "./user-pool-schema";
import { sendsTexts, type UserPoolSettings } from "./user-pool-settings";

/** A user pool of this stack, or a reference to another: a value, a Terraform variable or another state's output. */
export interface UserPoolRef {
  /** `REGION_ID` */
  readonly id: string;
  /** ARN of the pool. */
  readonly arn: string;
  /** `cognito-idp.REGION.amazonaws.com/POOL`, as identity pools name the pool. */
  readonly endpoint: string;
  /** The resource server of a pool of this stack. Clients with scopes must depend on it. */
  readonly resourceServer?: CognitoResourceServer;
}

export interface UserPoolProps extends UserPoolSettings {
  /** Name of the pool. A change replaces the pool, and its users are lost. */
  readonly name: string;
  /** Identifier of the pool's resource server, the first part of every scope: `petstore`. */
  readonly resourceServer: string;
  /** The roles. Each becomes a scope of the resource server. */
  readonly roles: Roles;
  /** Folder of the pre-token-generation function that turns groups into scopes. @default this package's own */
  readonly tokenScopesFolder?: string;
  /** Whether a plan may destroy the pool, and with it the users. @default "on" */
  readonly protection?: Protection;
  /** Key, tracing and log retention of that function. @default those of LambdaFunction */
  readonly trigger?: Pick<LambdaFunctionProps, "key" | "tracing" | "logRetention">;
}

/**
 * A user pool whose access tokens have a scope for each role of the user.
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
      tokenScopesFolder: v.exactOptional(someText),
      trigger: v.exactOptional(fields(triggerEntries)),
      protection: protectionSchema,
    });
    checkRoles(props.roles);
    const { resourceServer, roles } = props;
    const trigger = new TokenScopes(this, "token-scopes", {
      name: `${props.name}-token-scopes`,
      ...(props.tokenScopesFolder !== undefined && { folder: props.tokenScopesFolder }),
      resourceServer,
      roles,
      ...props.trigger,
    });
    const pool = this.pool(props, trigger);
    mayTrigger(this, "may-trigger", trigger, pool.arn);
    this.resourceServer = new RoleScopes(this, "resource-server", {
      userPool: pool,
      identifier: resourceServer,
      roles,
    });
    this.riskResponse(props, pool);
    this.id = pool.id;
    this.arn = pool.arn;
    this.endpoint = pool.endpoint;
  }

  private pool(props: UserPoolProps, trigger: TokenScopes): CognitoUserPool {
    const texts = sendsTexts(props) ? new TextMessages(this, "texts", { name: props.name }) : undefined;
    return new CognitoUserPool(this, "pool", {
      name: props.name,
      ...userPoolArguments(props),
      deletionProtection: props.protection === "off" ? "INACTIVE" : "ACTIVE",
      ...kept(props.protection),
      ...(texts && { smsConfiguration: texts.configuration, dependsOn: [texts.policy] }),
      lambdaConfig: trigger.lambdaConfig,
    });
  }

  private riskResponse(props: UserPoolProps, pool: CognitoUserPool): void {
    if (props.threatProtection !== "enforced") return;
    const act = (eventAction: string) => ({ eventAction, notify: eventAction === "BLOCK" });
    new CognitoRiskConfiguration(this, "risks", {
      userPoolId: pool.id,
      compromisedCredentialsRiskConfiguration: { actions: { eventAction: "BLOCK" } },
      // Custom actions send mail to the user. Without a sender, Cognito's defaults are used.
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
