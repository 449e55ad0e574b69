import { readModel, readTerraform } from "../../../terraform/read";
import { resolveTerraform } from "../../../terraform/sources";
import { type Document, shop, sources } from "../build/stacks";
import { model, ofApi, ofStage, refusal } from "./served";

test.each(["gateway_response", "model", "request_validator", "method_settings"])(
  "%s of no API is refused",
  (part) => {
    const lost = (api: Document) => {
      api.resource[`aws_api_gateway_${part}`] = {
        lost: { rest_api_id: "none" },
      };
    };
    expect(refusal(lost)).toMatch(/^REFERENCE_MISSING: .*\.lost: rest_api_id is none/);
  },
);

test("readers ignore what only the gate reads, whatever its values are", () => {
  const stacks = shop();
  stacks.api.resource.aws_api_gateway_gateway_response = {
    lost: { rest_api_id: "none", response_type: "WISH" },
  };
  stacks.api.resource.aws_api_gateway_method_settings = { odd: { ...ofStage, method_path: "?" } };
  const [api] = readModel(resolveTerraform({ kind: "stacks", stacks: sources(stacks) }, { strict: true }), {
    strict: false,
  }).apis;
  expect(api).toMatchObject({ gatewayResponses: [], models: [], stages: [{ throttles: [] }] });
});

describe("a document that aws_api_gateway_rest_api_put imports", () => {
  const stacks = shop();
  stacks.api.resource.aws_api_gateway_rest_api_put = { extra: { ...ofApi, body: '{"paths":{}}' } };
  const source = { kind: "stacks", stacks: sources(stacks) } as const;
  const message = "the routes that it imports into the API are not read";

  test("makes the routes of its API unknown", () => {
    const { apis, notices } = readTerraform(source);
    expect(apis[0]?.unknown).toBe(`api/aws_api_gateway_rest_api_put.extra: ${message}`);
    expect(notices).toContainEqual(
      expect.objectContaining({
        address: "api/aws_api_gateway_rest_api_put.extra",
        message,
        weight: "danger",
      }),
    );
  });

  test("is refused by the gate", () => {
    expect(() => readTerraform(source, { strict: true })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_UNSUPPORTED", message: expect.stringContaining(message) }),
    );
  });
});

test("a function that streams its response is read, with a notice", () => {
  const streamed = (api: Document) => {
    Object.assign(api.resource.aws_api_gateway_integration["get-pets"], {
      uri: "${aws_lambda_function.fn.response_streaming_invoke_arn}",
      response_transfer_mode: "STREAM",
    });
  };
  const { apis, functions, notices } = model(streamed);
  const method = apis[0]?.methods.find(({ path, verb }) => verb === "GET" && path === "/pets");
  expect(method?.integration.functionArn).toBe(functions[0]?.arn);
  expect(notices).toMatchObject([
    {
      address: "api/aws_api_gateway_integration.get-pets",
      message: "responses are not streamed: a caller receives them whole",
    },
  ]);
});
