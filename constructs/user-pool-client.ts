import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { Construct } from "constructs";
import type { UserPool } from "./user-pool";

export interface UserPoolClientProps {
  readonly userPool: UserPool;
  readonly name: string;
  /**
   * `srp`: an app in public hands, which proves the password without sending it.
   * `password`: scripts and tests, which send it. Never outside of development.
   */
  readonly signIn: "srp" | "password";
}

/** A public client: it ships inside an app or a script, so it has no secret. */
export class UserPoolClient extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, props: UserPoolClientProps) {
    super(scope, id);
    const client = new CognitoUserPoolClient(this, "client", {
      userPoolId: props.userPool.id,
      name: props.name,
      generateSecret: false,
      // Every list is written out: an argument that is left out keeps the value it had.
      explicitAuthFlows:
        props.signIn === "srp"
          ? ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
          : ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      allowedOauthFlowsUserPoolClient: false,
      allowedOauthFlows: [],
      allowedOauthScopes: [],
      callbackUrls: [],
      supportedIdentityProviders: ["COGNITO"],
      // The API's default tells an attacker which users exist.
      preventUserExistenceErrors: "ENABLED",
      enableTokenRevocation: true,
      accessTokenValidity: 15,
      idTokenValidity: 15,
      refreshTokenValidity: 30,
      tokenValidityUnits: [{ accessToken: "minutes", idToken: "minutes", refreshToken: "days" }],
      readAttributes: ["email", "email_verified", "preferred_username"],
      writeAttributes: ["email", "preferred_username"],
    });
    this.id = client.id;
  }
}
