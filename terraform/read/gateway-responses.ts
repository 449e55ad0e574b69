import { TerraformError } from "../error";
import type { GatewayResponse } from "../model";
import { readMappings, readStatus } from "./answers";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const TYPES = [
  "ACCESS_DENIED",
  "API_CONFIGURATION_ERROR",
  "AUTHORIZER_CONFIGURATION_ERROR",
  "AUTHORIZER_FAILURE",
  "BAD_REQUEST_BODY",
  "BAD_REQUEST_PARAMETERS",
  "DEFAULT_4XX",
  "DEFAULT_5XX",
  "EXPIRED_TOKEN",
  "INTEGRATION_FAILURE",
  "INTEGRATION_TIMEOUT",
  "INVALID_API_KEY",
  "INVALID_SIGNATURE",
  "MISSING_AUTHENTICATION_TOKEN",
  "QUOTA_EXCEEDED",
  "REQUEST_TOO_LARGE",
  "RESOURCE_NOT_FOUND",
  "THROTTLED",
  "UNAUTHORIZED",
  "UNSUPPORTED_MEDIA_TYPE",
  "WAF_FILTERED",
] as const;

/** The customized gateway responses of an API. Whoever does not serve it has no use for them. */
export function readGatewayResponses(apiId: string, resources: Resources): GatewayResponse[] {
  if (!resources.reading.strict) return [];
  const seen = new Map<string, string>();
  return resources.where("aws_api_gateway_gateway_response", "rest_api_id", apiId).map((entry) => {
    const response = readGatewayResponse(entry);
    const other = seen.get(response.type);
    if (other !== undefined)
      throw new TerraformError("duplicate", `${response.type} is also that of ${other}`, entry.address);
    seen.set(response.type, entry.address);
    return response;
  });
}

function readGatewayResponse(entry: Fields): GatewayResponse {
  const status = readStatus(entry);
  return {
    address: entry.address,
    type: entry.oneOf("response_type", TYPES),
    ...(status !== undefined && { status }),
    headers: readMappings(entry, "response_parameters", "gatewayresponse.header."),
    templates: entry.map("response_templates"),
  };
}
