import { ignored, link, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRestApi } from "../shared-links";

export const apiGatewayBasePathMapping = {
  name: "aws_api_gateway_base_path_mapping",
  unserved: {},
  attributes: {
    api_id: ofRestApi,
    domain_name: replacing(link("aws_api_gateway_domain_name.domain_name", "aws_api_gateway_domain_name.id")),
    stage_name: link("aws_api_gateway_stage.stage_name"),
    base_path: read,
    domain_name_id: replacing(ignored),
  },
} satisfies ResourceType;
