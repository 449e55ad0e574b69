import { assigned, computed, ignored, link, notEvaluated, read, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRestApi } from "../shared-links";
import { apiArn } from "../stand-ins";

export const apiGatewayStage = {
  name: "aws_api_gateway_stage",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    deployment_id: link("aws_api_gateway_deployment.id"),
    stage_name: replacing(read),
    variables: read,
    cache_cluster_enabled: notEvaluated("the local gate caches no responses", {
      serving: true,
      unless: false,
    }),
    canary_settings: notEvaluated("all calls go to the stage's main deployment"),
    description: ignored,
    access_log_settings: served,
    cache_cluster_size: ignored,
    client_certificate_id: ignored,
    documentation_version: ignored,
    xray_tracing_enabled: ignored,
    arn: assigned(apiArn("/restapis/{rest_api_id}/stages/{stage_name}")),
    id: assigned("ags-{rest_api_id}-{stage_name}"),
    execution_arn: assigned("arn:aws:execute-api:{region}:{account}:{rest_api_id}/{stage_name}"),
    invoke_url: assigned("https://{rest_api_id}.execute-api.{region}.amazonaws.com/{stage_name}"),
    web_acl_arn: computed,
  },
} satisfies ResourceType;
