import { assigned, link, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { apiGatewayId } from "../stand-ins";

export const apigatewayv2ApiMapping = {
  name: "aws_apigatewayv2_api_mapping",
  unserved: {},
  attributes: {
    // The domain also serves REST APIs.
    api_id: replacing(link("aws_apigatewayv2_api.id", "aws_api_gateway_rest_api.id")),
    domain_name: replacing(
      link("aws_apigatewayv2_domain_name.domain_name", "aws_apigatewayv2_domain_name.id"),
    ),
    stage: link(
      "aws_apigatewayv2_stage.name",
      "aws_apigatewayv2_stage.id",
      "aws_api_gateway_stage.stage_name",
    ),
    api_mapping_key: read,
    id: assigned(apiGatewayId()),
  },
} satisfies ResourceType;
