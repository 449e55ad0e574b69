import { TerraformError } from "../error";
import type { ValueRecord } from "../language/expression";
import type { MockAnswer, MockAnswers } from "../model";
import { readMappings, readStatus } from "./answers";
import { Fields } from "./fields";
import { checkRegularExpression } from "./regular-expression";
import type { Resources } from "./resources";

/**
 * The responses of a MOCK integration, or how an HTTP integration maps its backend's responses. Only the gate reads
 * them.
 */
export function readMock(integration: Fields, resources: Resources): MockAnswers | undefined {
  if (!resources.reading.strict) return undefined;
  const declared = sameMethod("aws_api_gateway_method_response", integration, resources).map((response) =>
    response.number("status_code"),
  );
  const responses = sameMethod("aws_api_gateway_integration_response", integration, resources).map(
    readAnswer,
  );
  for (const { address, status } of responses)
    if (!declared.includes(status))
      throw new TerraformError(
        "REFERENCE_MISSING",
        `status_code is ${status}, and no method response has it`,
        address,
      );
  return { ...requestsOf(integration), responses };
}

/** The same of an operation in an OpenAPI body. Only the gate reads it. */
export function readBodyMock(
  address: string,
  { passthroughBehavior, requestTemplates, responses }: Readonly<Record<string, unknown>>,
): MockAnswers {
  const integration = fieldsOf(address, {
    passthrough_behavior: String(passthroughBehavior ?? "when_no_match").toUpperCase(),
    request_templates: requestTemplates,
  });
  return {
    ...requestsOf(integration),
    responses: Object.entries(responses ?? {}).map(([pattern, response]) => {
      const { responseParameters, responseTemplates, statusCode } = (response ?? {}) as Record<
        string,
        unknown
      >;
      return readAnswer(
        fieldsOf(address, {
          status_code: statusCode,
          ...(pattern !== "default" && { selection_pattern: pattern }),
          response_parameters: responseParameters,
          response_templates: responseTemplates,
        }),
      );
    }),
  };
}

function fieldsOf(address: string, values: Readonly<Record<string, unknown>>): Fields {
  return new Fields(address, values as ValueRecord, true);
}

function requestsOf(integration: Fields): Pick<MockAnswers, "passthrough" | "requestTemplates"> {
  return {
    passthrough: integration.oneOf(
      "passthrough_behavior",
      ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"],
      "WHEN_NO_MATCH",
    ),
    requestTemplates: integration.map("request_templates"),
  };
}

function sameMethod(type: string, integration: Fields, resources: Resources): readonly Fields[] {
  return resources
    .where(type, "rest_api_id", integration.link("rest_api_id"))
    .filter((response) =>
      ["resource_id", "http_method"].every((name) => response.link(name) === integration.link(name)),
    );
}

function readAnswer(response: Fields): MockAnswer {
  const pattern = response.optionalText("selection_pattern");
  checkRegularExpression("selection_pattern", pattern, response);
  return {
    address: response.address,
    status: readStatus(response) ?? response.number("status_code"),
    ...(pattern !== undefined && { pattern }),
    headers: readMappings(response, "response_parameters", "method.response.header."),
    templates: response.map("response_templates"),
  };
}
