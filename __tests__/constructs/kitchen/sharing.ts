/** Every construct in every form that makes different resources, for checks that hold for all of them: what other accounts and users take part in. */
import type { TerraformStack } from "cdktf";
import { ApiKeyService } from "../../../constructs/api/keys/api-key-service";
import { AuthorizerSharing } from "../../../constructs/authorizers/shared-authorizer";
import { LambdaFunction } from "../../../constructs/functions/lambda-function";
import { jwtRoleTable } from "../../../constructs/roles/jwt-role-table";
import { access, liveApi } from "../small-api";
import { functionFolder } from "../terraform";

export function sharingKitchen(stack: TerraformStack): void {
  new ApiKeyService(stack, "own-keys", {
    name: "keys",
    folder: functionFolder("health"),
    plan: { id: "plan1" },
    key: { arn: "arn:aws:kms:eu-central-1:111111111111:key/1" },
  });
  const handler = new LambdaFunction(stack, "gate", {
    name: "gate",
    folder: functionFolder("health"),
    files: { "roles.json": jwtRoleTable(access) },
  });
  new AuthorizerSharing(stack, "apis", {
    handler,
    with: { apis: { shop: { region: "eu-central-1", accountId: "111111111111", apiId: "abc123" } } },
  });
  new AuthorizerSharing(stack, "all", { handler, with: { organization: "o-abcdefghij" } });
  liveApi(
    stack,
    { api: { name: "inner", answers: "hardened", endpoint: { privateTo: ["vpce-0123abcd"] } } },
    "private",
  );
}
