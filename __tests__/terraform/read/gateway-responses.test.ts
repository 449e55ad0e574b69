import type { Document } from "../build/stacks";
import { ofApi, read, refusal } from "./served";

describe("gateway responses", () => {
  const entry = (changes: object) => (api: Document) => {
    api.resource.aws_api_gateway_gateway_response = {
      entry: { ...ofApi, response_type: "UNAUTHORIZED", ...changes },
    };
  };

  test("with status, headers and templates", () => {
    const parameters = {
      "gatewayresponse.header.X-Text": "'a, b'",
      "gatewayresponse.header.X-Id": "context.requestId",
      "gatewayresponse.header.X-Color": "stageVariables.color",
      "gatewayresponse.header.X-Origin": "method.request.header.Origin",
    };
    const response_templates = { "application/json": '{"message":$context.error.messageString}' };
    expect(
      read(entry({ status_code: "401", response_parameters: parameters, response_templates }))
        .gatewayResponses,
    ).toEqual([
      {
        address: "api/aws_api_gateway_gateway_response.entry",
        type: "UNAUTHORIZED",
        status: 401,
        headers: {
          "X-Text": "'a, b'",
          "X-Id": "context.requestId",
          "X-Color": "stageVariables.color",
          "X-Origin": "method.request.header.Origin",
        },
        templates: response_templates,
      },
    ]);
  });

  test("with nothing but a type", () => {
    const [response] = read(entry({})).gatewayResponses ?? [];
    expect(response).toEqual({
      address: "api/aws_api_gateway_gateway_response.entry",
      type: "UNAUTHORIZED",
      headers: {},
      templates: {},
    });
  });

  test.each([
    ["a status that is none", { status_code: "42" }, "status_code is 42, expected 200 to 599"],
    ["an unknown type", { response_type: "WISH" }, 'response_type is "WISH"'],
    [
      "a mapping that is none",
      { response_parameters: { "gatewayresponse.header.X": "wish" } },
      "maps wish to gatewayresponse.header.X",
    ],
    [
      "something other than a header",
      { response_parameters: { "gatewayresponse.body": "'x'" } },
      "maps 'x' to gatewayresponse.body",
    ],
  ])("%s is refused", (_, changes, message) => {
    expect(refusal(entry(changes))).toMatch(/^ARGUMENT_UNSUPPORTED: /);
    expect(refusal(entry(changes))).toContain(message);
  });

  test("two of one type are refused", () => {
    const twice = (api: Document) => {
      entry({})(api);
      const entries = api.resource.aws_api_gateway_gateway_response;
      entries.other = entries.entry;
    };
    expect(refusal(twice)).toMatch(
      /^DUPLICATE: .*UNAUTHORIZED is also that of api\/aws_api_gateway_gateway_response.entry/,
    );
  });
});
