import { functionArnIn } from "../../access/decide";
import type { Integration } from "../../model";
import type { Fields } from "../fields";
import { unknownIntegration } from "../integrations";
import type { Resources } from "../resources";

/** The longest that API Gateway waits for an HTTP API's backend. */
const TIMEOUT_MS = 30_000;
const FUNCTION_ARN = /^arn:[\w-]+:lambda:[^:]+:\d+:function:/;

/** What answers the calls of a route, which names it as `integrations/ID`. */
export function integrationOf(route: Fields, apiId: string, resources: Resources): Integration {
  const target = route.optionalLink("target");
  if (target === undefined) return unknownIntegration(route.address);
  const id = target.replace(/^integrations\//, "");
  const found = resources
    .where("aws_apigatewayv2_integration", "api_id", apiId)
    .find((integration) => integration.link("id") === id);
  return found ? readIntegration(found) : unknownIntegration(route.address);
}

function readIntegration(integration: Fields): Integration {
  const { address } = integration;
  const type = integration.optionalLink("integration_type");
  const timeoutMs = integration.unknownOf("timeout_milliseconds")
    ? TIMEOUT_MS
    : integration.number("timeout_milliseconds", TIMEOUT_MS);
  const subtype = integration.optionalLink("integration_subtype");
  if (subtype !== undefined) return { address, type: "AWS", uri: subtype, timeoutMs };
  return backendOf(address, type, integration.optionalLink("integration_uri"), timeoutMs);
}

/** @param uri of a function its ARN, or the URI by which API Gateway invokes it */
export function backendOf(
  address: string,
  type: string | undefined,
  uri: string | undefined,
  timeoutMs = TIMEOUT_MS,
): Integration {
  const named = uri !== undefined && { uri };
  const functionArn = uri === undefined ? undefined : functionArnOf(uri);
  if (type === "AWS_PROXY" && functionArn !== undefined) return { address, type, functionArn, timeoutMs };
  const known = (["AWS", "HTTP", "HTTP_PROXY", "MOCK"] as const).find((candidate) => candidate === type);
  return { address, type: known ?? "UNKNOWN", ...named, timeoutMs };
}

function functionArnOf(uri: string): string | undefined {
  return FUNCTION_ARN.test(uri) ? uri : functionArnIn(uri);
}
