import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { Construct } from "constructs";
import * as v from "valibot";
import { kept, type Protection, protectionSchema } from "../arguments/lifecycle";
import { anyText, checkProps, listOf, refWith, someText } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { type CodeFlow, codeFlowSchema, oauthArguments } from "./oauth";
import { lifetimesSchema, type TokenLifetimes, tokenArguments } from "./token-lifetimes";
import type { UserPoolRef } from "./user-pool";

export interface ServerClientProps {
  /** The pool that the client belongs to. */
  readonly userPool: UserPoolRef;
  /** Name of the client. */
  readonly name: string;
  /** Sign-in at the login pages by the authorization code grant. @default none: the server signs users in by SRP */
  readonly codeFlow?: CodeFlow;
  /** How long tokens and sessions last. @default tokens of 15 minutes, refresh tokens of 30 days */
  readonly lifetimes?: TokenLifetimes;
  /** Whether a plan may destroy the client. @default "on" */
  readonly protection?: Protection;
}

/** A client with a secret, for a web server. Terraform's state has the secret as well. */
export class ServerClient extends Construct {
  /** The client id. The secret is an attribute of the resource in Terraform's state alone. */
  readonly id: string;

  constructor(scope: Construct, id: string, props: ServerClientProps) {
    super(scope, id);
    checkProps(this, props, {
      userPool: refWith("id", "arn", "endpoint"),
      name: anyText,
      codeFlow: v.exactOptional(codeFlowSchema),
      lifetimes: v.exactOptional(lifetimesSchema),
      protection: protectionSchema,
    });
    this.id = new CognitoUserPoolClient(this, "client", {
      userPoolId: props.userPool.id,
      name: props.name,
      generateSecret: true,
      explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      ...oauthArguments(props.name, props.codeFlow, props.userPool),
      preventUserExistenceErrors: "ENABLED",
      enableTokenRevocation: true,
      ...tokenArguments(props.name, props.lifetimes ?? {}),
      readAttributes: ["email", "email_verified", "preferred_username"],
      writeAttributes: ["email", "preferred_username"],
      // A replaced client has another id and secret, and everything that uses it fails.
      ...kept(props.protection),
    }).id;
  }
}

export interface MachineClientProps {
  /** The pool that the client belongs to. */
  readonly userPool: UserPoolRef;
  /** Name of the client. */
  readonly name: string;
  /** Scopes that its tokens carry: `petstore/admin`. */
  readonly scopes: readonly string[];
  /** Lifetime of tokens in minutes, 5 to 1440. @default 15 */
  readonly tokens?: number;
  /** Whether a plan may destroy the client. @default "on" */
  readonly protection?: Protection;
}

/** A client for a program, with the client credentials grant: no user, and these scopes. Needs the pool's domain. */
export class MachineClient extends Construct {
  /** The client id. The secret is an attribute of the resource in Terraform's state alone. */
  readonly id: string;

  /** @throws DeclarationError `SCOPE_INVALID` */
  constructor(scope: Construct, id: string, props: MachineClientProps) {
    super(scope, id);
    checkProps(this, props, {
      userPool: refWith("id", "arn", "endpoint"),
      name: anyText,
      scopes: listOf(someText),
      tokens: v.exactOptional(v.number()),
      protection: protectionSchema,
    });
    const wrong = props.scopes.find((name) => !/^[!-~]+\/[!-.0-~]+$/.test(name));
    if (wrong !== undefined || props.scopes.length === 0) {
      throw new DeclarationError(
        "SCOPE_INVALID",
        `The machine client "${props.name}" has the scope "${wrong ?? ""}"; expected RESOURCE-SERVER/SCOPE, such as petstore/admin.`,
      );
    }
    const { resourceServer } = props.userPool;
    this.id = new CognitoUserPoolClient(this, "client", {
      userPoolId: props.userPool.id,
      name: props.name,
      generateSecret: true,
      // An empty list would be AWS's default, by which users sign in with SRP. Without a sign-in there is nothing to refresh.
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      allowedOauthFlowsUserPoolClient: true,
      allowedOauthFlows: ["client_credentials"],
      allowedOauthScopes: [...props.scopes],
      callbackUrls: [],
      supportedIdentityProviders: [],
      preventUserExistenceErrors: "ENABLED",
      enableTokenRevocation: true,
      ...tokenArguments(props.name, { tokens: props.tokens ?? 15 }),
      // The scopes must exist before a client can have them.
      ...(resourceServer && { dependsOn: [resourceServer] }),
      ...kept(props.protection),
    }).id;
  }
}
