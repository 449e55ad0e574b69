import { assigned, block, ignored, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofUserPool } from "../shared-links";

export const cognitoResourceServer = {
  name: "aws_cognito_resource_server",
  unique: ["user_pool_id", "identifier"],
  attributes: {
    user_pool_id: replacing(ofUserPool),
    identifier: replacing(read),
    scope: block({ scope_name: read, scope_description: ignored }),
    name: ignored,
    id: assigned("{user_pool_id}|{identifier}"),
    scope_identifiers: assigned({ each: "scope", text: "{identifier}/{scope.scope_name}" }),
  },
} satisfies ResourceType;
