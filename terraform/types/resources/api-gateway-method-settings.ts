import { block, ignored, link, notEvaluated, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRestApi } from "../shared-links";

export const apiGatewayMethodSettings = {
  name: "aws_api_gateway_method_settings",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    stage_name: replacing(link("aws_api_gateway_stage.stage_name")),
    method_path: replacing(served),
    settings: block({
      throttling_rate_limit: served,
      throttling_burst_limit: served,
      caching_enabled: notEvaluated("the local gate caches no responses", { serving: true, unless: false }),
      cache_data_encrypted: ignored,
      cache_ttl_in_seconds: ignored,
      data_trace_enabled: ignored,
      logging_level: ignored,
      metrics_enabled: ignored,
      require_authorization_for_cache_control: ignored,
      unauthorized_cache_control_header_strategy: ignored,
    }),
  },
} satisfies ResourceType;
