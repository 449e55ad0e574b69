import { TerraformError } from "../error";
import type { ValueRecord } from "../language/expression";
import type { GatewayResponse } from "../model";
import { readMappings, readStatus } from "./answers";
import { Fields } from "./fields";
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

/**
 * The customized gateway responses of an API. Only the gate reads them.
 *
 * @param ofBody the gateway responses of its OpenAPI body
 */
export function readGatewayResponses(
  apiId: string,
  ofBody: readonly GatewayResponse[],
  resources: Resources,
): GatewayResponse[] {
  if (!resources.reading.strict) return [];
  const own = resources.where("aws_api_gateway_gateway_response", "rest_api_id", apiId);
  const seen = new Map<string, string>();
  return [...own.map(readGatewayResponse), ...ofBody].map((response) => {
    const { address, type } = response;
    const other = seen.get(type);
    if (other !== undefined)
      throw new TerraformError("DUPLICATE", `${type} is also that of ${other}`, address);
    seen.set(type, address);
    return response;
  });
}

/**
 * The gateway responses of an OpenAPI body, which has other names for the same settings.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.html
 */
export function bodyGatewayResponses(
  responses: Readonly<Record<string, unknown>>,
  { address, strict }: Fields,
): GatewayResponse[] {
  if (!strict) return [];
  return Object.entries(responses).map(([type, response]) => {
    const {
      responseParameters = null,
      responseTemplates = null,
      statusCode = null,
    } = response as ValueRecord;
    const values = {
      response_type: type,
      status_code: statusCode,
      response_parameters: responseParameters,
      response_templates: responseTemplates,
    };
    return readGatewayResponse(new Fields(`${address} (${type} of its body)`, values, strict));
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
