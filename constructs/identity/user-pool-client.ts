import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { Construct } from "constructs";
import * as v from "valibot";
import { anyText, checkProps, type Entries, listOf, oneOf, refWith, someText } from "../declaration";
import { holdToLimits } from "../limits/hold-to-limits";
import { type CodeFlow, codeFlowSchema, oauthArguments } from "./oauth";
import { lifetimesSchema, type TokenLifetimes, tokenArguments } from "./token-lifetimes";
import type { UserPoolRef } from "./user-pool";

export interface UserPoolClientProps {
  readonly userPool: UserPoolRef;
  readonly name: string;
  /**
   * `srp`: an app in public hands, which proves the password without sending it.
   * `choice`: the same, and by passkey or code where the pool has them.
   * `password`: scripts and tests, which send it. Never outside of development.
   */
  readonly signIn: "srp" | "choice" | "password";
  /** `rotating`: each refresh token works once, and its use gives the next. @default "fixed" */
  readonly refresh?: "fixed" | "rotating";
  /** Sign-in through Cognito's own pages as well. @default none */
  readonly codeFlow?: CodeFlow;
  /** @default fifteen minutes; a session of thirty days */
  readonly lifetimes?: TokenLifetimes;
  /** What the client may read of a user. @default name and e-mail */
  readonly reads?: readonly string[];
  /** What users may write through it: never an attribute that decides on access. @default name and e-mail */
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

const FLOWS = { srp: "ALLOW_USER_SRP_AUTH", choice: "ALLOW_USER_AUTH", password: "ALLOW_USER_PASSWORD_AUTH" };

/**
 * A public client: it ships inside an app or a script, so it has no secret.
 *
 * @throws DeclarationError `CALLBACK_INVALID`, `CALLBACK_MISSING`, `LIFETIME_INVALID`
 */
export class UserPoolClient extends Construct {
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
      // Lists and blocks are written out: an argument that is left out keeps the value it had.
      explicitAuthFlows: [FLOWS[props.signIn], ...(rotating ? [] : ["ALLOW_REFRESH_TOKEN_AUTH"])],
      ...oauthArguments(props.name, props.codeFlow),
      // The API's default tells an attacker which users exist.
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
