import { assigned, computed, ignored, older, read, replacing, served, unserved } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRestApi } from "../shared-links";
import { apiGatewayId } from "../stand-ins";

export const apiGatewayDeployment = {
  name: "aws_api_gateway_deployment",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    stage_name: older(read),
    triggers: replacing(served),
    variables: replacing(read),
    stage_description: older(served),
    canary_settings: older(unserved),
    description: ignored,
    id: assigned(apiGatewayId()),
    created_date: computed,
    execution_arn: older(computed),
    invoke_url: older(computed),
  },
} satisfies ResourceType;
