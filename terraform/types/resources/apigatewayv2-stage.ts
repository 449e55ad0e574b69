import { assigned, ignored, link, read, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofHttpApi } from "../shared-links";
import { apiArn } from "../stand-ins";

export const apigatewayv2Stage = {
  name: "aws_apigatewayv2_stage",
  attributes: {
    api_id: replacing(ofHttpApi),
    name: replacing(read),
    auto_deploy: read,
    deployment_id: link("aws_apigatewayv2_deployment.id"),
    stage_variables: read,
    access_log_settings: served,
    client_certificate_id: ignored,
    default_route_settings: served,
    description: ignored,
    route_settings: served,
    arn: assigned(apiArn("/apis/{api_id}/stages/{name}")),
    execution_arn: assigned("arn:aws:execute-api:{region}:{account}:{api_id}/{name}"),
    invoke_url: assigned("https://{api_id}.execute-api.{region}.amazonaws.com/{name}"),
    id: assigned("{name}"),
  },
} satisfies ResourceType;
