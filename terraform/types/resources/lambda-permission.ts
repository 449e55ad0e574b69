import { ignored, link, newer, read, replacing, unserved } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofFunction } from "../shared-links";

export const lambdaPermission = {
  name: "aws_lambda_permission",
  attributes: {
    function_name: replacing(ofFunction),
    action: replacing(read),
    principal: replacing(read),
    principal_org_id: read,
    source_arn: replacing(read),
    source_account: replacing(read),
    statement_id: replacing(ignored),
    statement_id_prefix: replacing(ignored),
    invoked_via_function_url: newer(read),
    event_source_token: unserved,
    function_url_auth_type: replacing(read),
    qualifier: replacing(link("aws_lambda_alias.name", "aws_lambda_function.version")),
  },
} satisfies ResourceType;
