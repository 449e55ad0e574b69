import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { Construct } from "constructs";
import * as v from "valibot";
import { anyText, checkProps, type Entries, listOf, oneOf, refWith, someText } from "../declaration";
import { holdToLimits } from "../limits/hold-to-limits";
import { type CodeFlow, codeFlowSchema, oauthArguments } from "./oauth";
import { lifetimesSchema, type TokenLifetimes, tokenArguments } from "./token-lifetimes";
import type { UserPoolRef } from "./user-pool";

export interface UserPoolClientProps {
  /** The pool whose users sign in with this client. */
  readonly userPool: UserPoolRef;
  /** Name of the client. */
  readonly name: string;
  /**
   * `srp`: a public app, which proves the password without sending it.
   * `choice`: as `srp`, and with passkeys or codes where the pool has them.
   * `password`: scripts and tests, which send the password. For development only.
   */
  readonly signIn: "srp" | "choice" | "password";
  /** `rotating`: each refresh token works once, and its use returns the next one. @default "fixed" */
  readonly refresh?: "fixed" | "rotating";
  /** Sign-in on Cognito's pages as well. @default none */
  readonly codeFlow?: CodeFlow;
  /** How long tokens and sessions last. @default tokens of 15 minutes, refresh tokens of 30 days */
  readonly lifetimes?: TokenLifetimes;
  /** Attributes that the client may read. @default name and e-mail */
  readonly reads?: readonly string[];
  /** Attributes that users may write with this client. None of them may decide on access. @default name and e-mail */
  readonly writes?: readonly string[];
}

const PROPS = {
  userPool: refWith("id", "arn", "endpoint"),
  name: anyText,
  signIn: oneOf(["srp", "choice", "password"]),
  refresh: v.exactOptional(oneOf(["fixed", "rotating"])),
  codeFlow: v.exactOptional(codeFlowSchema),
  lifetimes: v.exactOptional(lifetimesSchema),
  reads: v.exactOptional(listOf(someText)),
  writes: v.exactOptional(listOf(someText)),
} satisfies Entries<UserPoolClientProps>;

const FLOWS: Readonly<Record<UserPoolClientProps["signIn"], readonly string[]>> = {
  srp: ["ALLOW_USER_SRP_AUTH"],
  choice: ["ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"],
  password: ["ALLOW_USER_PASSWORD_AUTH"],
};

/**
 * A public client: it ships inside an app or a script, so it has no secret.
 *
 * @throws DeclarationError `CALLBACK_INVALID`, `CALLBACK_MISSING`, `LIFETIME_INVALID`
 */
export class UserPoolClient extends Construct {
  /** The client id, which apps are configured with. It is no secret. */
  readonly id: string;

  constructor(scope: Construct, id: string, props: UserPoolClientProps) {
    super(scope, id);
    holdToLimits(this);
    checkProps(this, props, PROPS);
    const rotating = props.refresh === "rotating";
    const client = new CognitoUserPoolClient(this, "client", {
      userPoolId: props.userPool.id,
      name: props.name,
      generateSecret: false,
      // Lists and blocks are always written: an argument that is left out keeps its former value.
      explicitAuthFlows: [...FLOWS[props.signIn], ...(rotating ? [] : ["ALLOW_REFRESH_TOKEN_AUTH"])],
      ...oauthArguments(props.name, props.codeFlow, props.userPool),
      // With the default of the API, error messages tell which users exist.
      preventUserExistenceErrors: "ENABLED",
      enableTokenRevocation: true,
      ...tokenArguments(props.name, props.lifetimes ?? {}),
      refreshTokenRotation: [
        rotating
          ? { feature: "ENABLED", retryGracePeriodSeconds: 10 }
          : { feature: "DISABLED", retryGracePeriodSeconds: 0 },
      ],
      readAttributes: [...(props.reads ?? ["email", "email_verified", "preferred_username"])],
      writeAttributes: [...(props.writes ?? ["email", "preferred_username"])],
    });
    this.id = client.id;
  }
}
