import { functionArnIn, stagedFunctionArnIn } from "../access/decide";
import type { HttpForwarding, Integration, OtherIntegration } from "../model";
import type { Fields } from "./fields";
import { functionArnOf, invokedAs } from "./function-arn";
import { readBodyMock, readMock } from "./mock";
import type { Resources } from "./resources";
import { sentCall } from "./sent-call";

const TYPES = ["AWS_PROXY", "AWS", "HTTP", "HTTP_PROXY", "MOCK"] as const;
const TIMEOUT_MS = 29_000;

export function readIntegration(integration: Fields, resources: Resources): Integration {
  const answers = answering(integration, resources);
  const name = "cache_key_parameters";
  // The gate caches nothing.
  if (resources.reading.strict || integration.unknownOf(name) !== undefined) return answers;
  return { ...answers, ...cachedUnder(integration.texts(name)) };
}

function cachedUnder(keys: unknown): Pick<Integration, "cacheKeys"> {
  return Array.isArray(keys) && keys.length > 0 ? { cacheKeys: keys.map(String) } : {};
}

function answering(integration: Fields, resources: Resources): Integration {
  const { address } = integration;
  const { strict } = resources.reading;
  const unknown = integration.unknownOf("type");
  if (unknown !== undefined) return unknownIntegration(address);
  const type = integration.oneOf("type", TYPES);
  const timeoutMs = integration.number("timeout_milliseconds", TIMEOUT_MS);
  const role = strict ? invokedAs(integration.optionalLink("credentials")) : {};
  if (type !== "AWS_PROXY") {
    const uri = integration.optionalLink("uri");
    const mock = type === "MOCK" ? readMock(integration, resources) : undefined;
    const http =
      type === "HTTP" || type === "HTTP_PROXY" ? readForwarding(type, integration, resources) : undefined;
    const functionArn = type === "AWS" ? functionIn(uri ?? "", strict) : undefined;
    const answers = functionArn === undefined ? undefined : readMock(integration, resources);
    return {
      address,
      type,
      ...(uri !== undefined && { uri }),
      ...(!strict && sentBy(integration)),
      ...(mock && { mock }),
      ...(http && { http }),
      ...(functionArn !== undefined && answers && { lambda: { functionArn, ...role, answers } }),
      timeoutMs,
    };
  }
  // Lambda accepts POST only; with another verb every call fails behind the lock.
  if (strict && integration.optionalLink("integration_http_method") !== "POST") {
    resources.notice(
      address,
      "integration_http_method is not POST, and Lambda takes no other: calls get 500",
    );
    return unknownIntegration(address);
  }
  // Which function answers is no lock: the gate enforces it, and then has no answer.
  const isKnown = integration.unresolved("uri") === undefined;
  const functionArn = functionArnOf(integration, "uri", strict && isKnown);
  if (functionArn !== undefined) return { address, type, functionArn, ...role, timeoutMs };
  return { address, type: "UNKNOWN", uri: integration.link("uri"), timeoutMs };
}

function sentBy(integration: Fields): Pick<OtherIntegration, "sent"> {
  return sentCall({
    role: integration.optionalLink("credentials"),
    connection: integration.optionalLink("connection_id"),
    verb: integration.optionalLink("integration_http_method"),
  });
}

function functionIn(uri: string, strict: boolean): string | undefined {
  return strict ? stagedFunctionArnIn(uri) : functionArnIn(uri);
}

/** How API Gateway calls an HTTP backend. Only the gate reads it. */
function readForwarding(
  type: "HTTP" | "HTTP_PROXY",
  integration: Fields,
  resources: Resources,
): HttpForwarding | undefined {
  if (!resources.reading.strict) return undefined;
  const answers = type === "HTTP" ? readMock(integration, resources) : undefined;
  return {
    verb: integration.text("integration_http_method"),
    parameters: integration.map("request_parameters"),
    ...(answers && { answers }),
  };
}

export function unknownIntegration(address: string): OtherIntegration {
  return { address, type: "UNKNOWN", timeoutMs: TIMEOUT_MS };
}

/** The integration of an operation in an OpenAPI body: `x-amazon-apigateway-integration`. */
export function bodyIntegration(address: string, extension: unknown, strict: boolean): Integration {
  if (typeof extension !== "object" || extension === null) return unknownIntegration(address);
  const written = extension as Readonly<Record<string, unknown>>;
  return { ...answeringIn(address, written, strict), ...cachedUnder(written.cacheKeyParameters) };
}

function answeringIn(
  address: string,
  written: Readonly<Record<string, unknown>>,
  strict: boolean,
): Integration {
  const { timeoutInMillis = TIMEOUT_MS, type, uri, ...rest } = written;
  const told = {
    credentials: rest.credentials,
    passthrough_behavior: rest.passthroughBehavior,
    request_parameters: rest.requestParameters,
    request_templates: rest.requestTemplates,
  };
  const name = String(type).toUpperCase();
  const timeoutMs = Number(timeoutInMillis);
  const target = typeof uri === "string" ? uri : undefined;
  if (name === "AWS_PROXY") {
    const functionArn = target === undefined ? undefined : functionIn(target, strict);
    if (functionArn !== undefined)
      return {
        address,
        type: "AWS_PROXY",
        functionArn,
        ...(strict && invokedAs(rest.credentials)),
        told,
        timeoutMs,
      };
  }
  const known = (["AWS", "HTTP", "HTTP_PROXY", "MOCK"] as const).find((candidate) => candidate === name);
  return {
    address,
    type: known ?? "UNKNOWN",
    ...(target !== undefined && { uri: target }),
    ...(!strict &&
      sentCall({ role: rest.credentials, connection: rest.connectionId, verb: rest.httpMethod })),
    ...(strict && known && servedBy(known, address, written)),
    told,
    timeoutMs,
  };
}

/** How an operation of an OpenAPI body answers. Only the gate asks. */
function servedBy(
  type: Exclude<OtherIntegration["type"], "UNKNOWN">,
  address: string,
  written: Readonly<Record<string, unknown>>,
): Pick<OtherIntegration, "http" | "lambda" | "mock"> {
  const { httpMethod, requestParameters, uri } = written;
  const answers = type === "HTTP_PROXY" ? undefined : readBodyMock(address, written);
  switch (type) {
    case "MOCK":
      return answers ? { mock: answers } : {};
    case "AWS": {
      const functionArn = typeof uri === "string" ? stagedFunctionArnIn(uri) : undefined;
      return functionArn !== undefined && answers
        ? { lambda: { functionArn, ...invokedAs(written.credentials), answers } }
        : {};
    }
    default: {
      const parameters = Object.entries(requestParameters ?? {}).map(([name, value]) => [
        name,
        String(value),
      ]);
      return {
        http: {
          verb: String(httpMethod ?? "ANY").toUpperCase(),
          parameters: Object.fromEntries(parameters),
          ...(answers && { answers }),
        },
      };
    }
  }
}
