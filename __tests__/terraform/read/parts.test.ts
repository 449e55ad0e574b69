import { resolveStacks } from "../../../terraform/language/configuration/resolve";
import { readModel } from "../../../terraform/read";
import { type Document, shop, sources } from "../fixture";
import { ofStage, refusal } from "./served";

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

test("whoever only asks who may call what has no use for any of it, however it is written", () => {
  const stacks = shop();
  stacks.api.resource.aws_api_gateway_gateway_response = {
    lost: { rest_api_id: "none", response_type: "WISH" },
  };
  stacks.api.resource.aws_api_gateway_method_settings = { odd: { ...ofStage, method_path: "?" } };
  const [api] = readModel(resolveStacks(sources(stacks), "123456789012"), { strict: false }).apis;
  expect(api).toMatchObject({ gatewayResponses: [], models: [], stages: [{ throttles: [] }] });
});
