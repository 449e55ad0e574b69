import { assigned, forServing, ignored, link, read, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofResource, ofRestApi } from "../shared-links";

export const apiGatewayMethod = {
  name: "aws_api_gateway_method",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    resource_id: replacing(ofResource),
    http_method: replacing(read),
    authorization: read,
    authorizer_id: link("aws_api_gateway_authorizer.id"),
    authorization_scopes: read,
    api_key_required: read,
    request_models: served,
    request_parameters: served,
    request_validator_id: forServing(link("aws_api_gateway_request_validator.id")),
    operation_name: ignored,
    id: assigned("agm-{rest_api_id}-{resource_id}-{http_method}"),
  },
} satisfies ResourceType;
