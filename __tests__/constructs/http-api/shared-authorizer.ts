/** The authorizer of one account and the HTTP API of another, each in a stack of its own. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type App, TerraformStack } from "cdktf";
import {
  AuthorizerSharing,
  type AuthorizerSharingProps,
  type SharedAuthorizer,
} from "../../../constructs/authorizers/shared-authorizer";
import { LambdaFunction } from "../../../constructs/functions/lambda-function";
import type { HttpApi } from "../../../constructs/http-api/http-api";
import { jwtRoleTable } from "../../../constructs/roles/jwt-role-table";
import { ROLE_TABLE_FILE } from "../../../contract/role-table";
import { functionFolder } from "../terraform";
import { httpApi, serving } from "./small-http-api";

const region = "eu-central-1";

/** Account ids: that of the function, and that of the API. */
export interface Accounts {
  readonly owner: string;
  readonly user: string;
}

export const TWO_ACCOUNTS: Accounts = { owner: "222222222222", user: "111111111111" };

export const sharedArn = ({ owner }: Accounts) => `arn:aws:lambda:${region}:${owner}:function:gate`;

const declared = serving({
  "GET /partner": { lock: "jwt", roles: ["user"], handler: "app" },
  "GET /partner/{id}": { lock: "jwt", roles: ["admin"], handler: "app" },
  "GET /health": { lock: "public", because: "a test", handler: "app" },
});

/** The API's stack: two routes behind the shared function, and an open one. */
export function sharedUser(
  app: App,
  through: SharedAuthorizer["through"],
  accounts: Accounts = TWO_ACCOUNTS,
): HttpApi {
  const stack = stackOf(app, "shop", accounts.user);
  const handler = new LambdaFunction(stack, "app", { name: "app", folder: functionFolder("health") });
  return httpApi(stack, {
    ...declared,
    handlers: { app: handler },
    jwt: { function: { functionArn: sharedArn(accounts), through } },
  });
}

/** The function's stack. */
export function sharedOwner(
  app: App,
  shared: AuthorizerSharingProps["with"],
  accounts: Accounts = TWO_ACCOUNTS,
): void {
  const stack = stackOf(app, "owner", accounts.owner);
  const handler = new LambdaFunction(stack, "gate", {
    name: "gate",
    folder: functionFolder("authorizer"),
    environment: {
      ISSUER: "https://issuer.example/",
      JWKS_URL: "https://issuer.example/jwks",
      AUDIENCE: "shop",
    },
    files: { [ROLE_TABLE_FILE]: jwtRoleTable(declared.access) },
  });
  new AuthorizerSharing(stack, "sharing", { handler, with: shared });
}

/** With one API of the other account. */
export const sharedWith = (apiId: string, { user } = TWO_ACCOUNTS): AuthorizerSharingProps["with"] => ({
  apis: { shop: { region, accountId: user, apiId } },
});

function stackOf(app: App, name: string, account: string): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, "aws", { region, allowedAccountIds: [account] });
  return stack;
}
