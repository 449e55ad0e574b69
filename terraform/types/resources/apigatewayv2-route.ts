import { around, assigned, ignored, link, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofHttpApi } from "../shared-links";
import { apiGatewayId } from "../stand-ins";

export const apigatewayv2Route = {
  name: "aws_apigatewayv2_route",
  attributes: {
    api_id: replacing(ofHttpApi),
    route_key: read,
    authorization_type: read,
    authorizer_id: link("aws_apigatewayv2_authorizer.id"),
    authorization_scopes: read,
    api_key_required: read,
    target: around("integrations/", "aws_apigatewayv2_integration.id"),
    model_selection_expression: ignored,
    operation_name: ignored,
    request_models: ignored,
    request_parameter: ignored,
    route_response_selection_expression: ignored,
    id: assigned(apiGatewayId(7)),
  },
} satisfies ResourceType;
