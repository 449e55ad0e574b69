import { assigned, block, computed, ignored, mirrors, newer, notEvaluated, read } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ONLY_BY_DOMAIN } from "../shared-notices";
import { apiArn, apiGatewayId } from "../stand-ins";

export const apiGatewayRestApi = {
  name: "aws_api_gateway_rest_api",
  attributes: {
    name: read,
    api_key_source: read,
    binary_media_types: read,
    body: read,
    endpoint_configuration: block({ types: read, ip_address_type: ignored, vpc_endpoint_ids: ignored }),
    parameters: read,
    policy: mirrors(read, { type: "aws_api_gateway_rest_api_policy", holder: "rest_api_id", key: "policy" }),
    security_policy: newer(ignored),
    disable_execute_api_endpoint: notEvaluated(ONLY_BY_DOMAIN, { unless: false }),
    endpoint_access_mode: newer(
      notEvaluated("whether a request came by the name of its own endpoint is not checked", {
        unless: "BASIC",
      }),
    ),
    description: ignored,
    minimum_compression_size: ignored,
    put_rest_api_mode: read,
    fail_on_warnings: ignored,
    root_resource_id: assigned(apiGatewayId(10, "root")),
    arn: assigned(apiArn("/restapis/{id}")),
    id: assigned(apiGatewayId(10)),
    created_date: computed,
    execution_arn: assigned("arn:aws:execute-api:{region}:{account}:{id}"),
  },
} satisfies ResourceType;
