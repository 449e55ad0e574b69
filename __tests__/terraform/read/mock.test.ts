import type { Document } from "../build/stacks";
import { method, ofApi, place, read, refusal } from "./served";

describe("a MOCK integration", () => {
  const preflight =
    (changes: { integration?: object; declared?: object; answer?: object } = {}) =>
    (api: Document) => {
      api.resource.aws_api_gateway_method.preflight = {
        ...ofApi,
        resource_id: place.resource_id,
        http_method: "OPTIONS",
        authorization: "NONE",
      };
      api.resource.aws_api_gateway_integration.preflight = {
        ...place,
        type: "MOCK",
        request_templates: { "application/json": '{"statusCode": 204}' },
        ...changes.integration,
      };
      api.resource.aws_api_gateway_method_response = {
        preflight: { ...place, status_code: "204", ...changes.declared },
      };
      api.resource.aws_api_gateway_integration_response = {
        preflight: {
          ...place,
          status_code: "204",
          response_parameters: { "method.response.header.Vary": "'Origin'" },
          ...changes.answer,
        },
      };
    };

  test("is read with what it answers", () => {
    const { integration } = method(read(preflight()), "OPTIONS", "/health");
    expect(integration.type === "MOCK" && integration.mock).toEqual({
      passthrough: "WHEN_NO_MATCH",
      requestTemplates: { "application/json": '{"statusCode": 204}' },
      responses: [
        {
          address: "api/aws_api_gateway_integration_response.preflight",
          status: 204,
          headers: { Vary: "'Origin'" },
          templates: {},
        },
      ],
    });
  });

  test("has no answers of other methods", () => {
    const elsewhere = preflight({ answer: { http_method: "GET" } });
    const { integration } = method(read(elsewhere), "OPTIONS", "/health");
    expect(integration.type === "MOCK" && integration.mock?.responses).toEqual([]);
  });

  test.each([
    ["an answer without a method response", { declared: { status_code: "200" } }, "REFERENCE_MISSING: "],
    ["a pattern that is none", { answer: { selection_pattern: "(" } }, "ARGUMENT_UNSUPPORTED: "],
    ["an unknown passthrough", { integration: { passthrough_behavior: "MAYBE" } }, "ARGUMENT_UNSUPPORTED: "],
  ])("%s is refused", (_, changes, code) => {
    expect(refusal(preflight(changes)).startsWith(code)).toBe(true);
  });
});
