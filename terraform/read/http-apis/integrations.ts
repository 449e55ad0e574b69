import { stagedFunctionArnIn } from "../../access/decide";
import type { Integration, OtherIntegration, PayloadVersion } from "../../model";
import type { Fields } from "../fields";
import { invokedAs } from "../function-arn";
import { unknownIntegration } from "../integrations";
import type { Resources } from "../resources";
import { sentCall } from "../sent-call";

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
  if (found) return readIntegration(found);
  const unknown = unknownIntegration(route.address);
  return route.strict ? unknown : { ...unknown, uri: target };
}

function readIntegration(integration: Fields): Integration {
  const { address, strict } = integration;
  const type = integration.optionalLink("integration_type");
  const timeoutMs = integration.unknownOf("timeout_milliseconds")
    ? TIMEOUT_MS
    : integration.number("timeout_milliseconds", TIMEOUT_MS);
  const subtype = integration.optionalLink("integration_subtype");
  if (subtype !== undefined)
    return strict
      ? notServed({ address, type: "AWS", timeoutMs }, OF_SERVICE)
      : { address, type: "AWS", uri: subtype, ...sentBy(integration), timeoutMs };
  const backend = backendOf(address, type, integration.optionalLink("integration_uri"), timeoutMs);
  if (strict) return servedAs(backend, callOf(integration));
  return backend.type === "AWS_PROXY" ? backend : { ...backend, ...sentBy(integration) };
}

function sentBy(integration: Fields): Pick<OtherIntegration, "sent"> {
  return sentCall({
    role: integration.optionalLink("credentials_arn"),
    connection: integration.optionalLink("connection_id"),
    verb: integration.optionalLink("integration_method"),
    parameters: integration.raw("request_parameters"),
  });
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
  return FUNCTION_ARN.test(uri) ? uri : stagedFunctionArnIn(uri);
}

/** How API Gateway calls a backend, as a resource or an operation of a document says it. */
export interface BackendCall {
  readonly credentials: unknown;
  readonly payloadVersion: string | undefined;
  readonly connection: string | undefined;
  /** @default the verb of the call */
  readonly verb: string | undefined;
  readonly requestParameters: Readonly<Record<string, string>>;
  readonly mapsResponses: boolean;
}

function callOf(integration: Fields): BackendCall {
  return {
    credentials: integration.optionalLink("credentials_arn"),
    payloadVersion: integration.optionalText("payload_format_version"),
    connection: integration.optionalText("connection_type"),
    verb: integration.optionalText("integration_method"),
    requestParameters: integration.map("request_parameters"),
    mapsResponses: integration.blocks("response_parameters").length > 0,
  };
}

const OF_SERVICE = "calls of an AWS service in place of a backend are not served";

/** An integration as the gate calls its backend. Where it cannot as the Terraform says, nothing else answers. */
export function servedAs(backend: Integration, call: BackendCall): Integration {
  const { credentials, payloadVersion = "1.0", requestParameters, verb = "ANY" } = call;
  const why = unservedBecause(backend, call);
  if (why !== undefined) return notServed(backend, why);
  if (backend.type !== "AWS_PROXY")
    return { ...backend, http: { verb: verb.toUpperCase(), parameters: requestParameters } };
  const version: PayloadVersion = payloadVersion === "2.0" ? "2.0" : "1.0";
  return {
    ...backend,
    payloadVersion: version,
    ...(Object.keys(requestParameters).length > 0 && { parameters: requestParameters }),
    ...invokedAs(credentials),
  };
}

function unservedBecause({ type }: Integration, call: BackendCall): string | undefined {
  const { connection = "INTERNET", mapsResponses, payloadVersion = "1.0" } = call;
  if (connection !== "INTERNET") return `its connection is ${connection}, and no VPC is here`;
  if (mapsResponses) return "response_parameters are not evaluated";
  if (type === "HTTP_PROXY") return undefined;
  if (type !== "AWS_PROXY") return `HTTP APIs have no integrations of the type ${type}`;
  return ["1.0", "2.0"].includes(payloadVersion)
    ? undefined
    : `payload_format_version is ${payloadVersion}, expected 1.0 or 2.0`;
}

function notServed({ address, timeoutMs }: Integration, unserved: string): Integration {
  return { address, type: "UNKNOWN", timeoutMs, unserved };
}
