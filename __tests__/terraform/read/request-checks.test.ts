import type { Document } from "../build/stacks";
import { method, ofApi, read, refusal } from "./served";

describe("request validation", () => {
  const checked =
    (changes: object, validator: object = {}) =>
    (api: Document) => {
      api.resource.aws_api_gateway_request_validator = {
        all: {
          ...ofApi,
          name: "all",
          validate_request_parameters: true,
          validate_request_body: true,
          ...validator,
        },
      };
      api.resource.aws_api_gateway_model = {
        pet: {
          ...ofApi,
          name: "Pet",
          content_type: "application/json",
          schema: '{"type":"object","required":["name"]}',
        },
      };
      Object.assign(api.resource.aws_api_gateway_method["post-pets"], {
        request_validator_id: "${aws_api_gateway_request_validator.all.id}",
        ...changes,
      });
    };
  const all = {
    request_parameters: {
      "method.request.querystring.page": true,
      "method.request.querystring.size": false,
      "method.request.path.petId": true,
      "method.request.header.X-Trace": "true",
    },
    request_models: { "application/json": "${aws_api_gateway_model.pet.name}" },
  };
  const address = "api/aws_api_gateway_request_validator.all";

  test("required parameters are headers, then path, then query; a body has its model", () => {
    const api = read(checked(all));
    expect(method(api, "POST", "/pets").checks).toEqual({
      address,
      required: [
        { place: "header", name: "X-Trace" },
        { place: "path", name: "petId" },
        { place: "querystring", name: "page" },
      ],
      models: { "application/json": "Pet" },
    });
    expect(method(api, "GET", "/pets").checks).toBeUndefined();
    expect(api.models?.map(({ name }) => name)).toEqual(["Pet", "Empty", "Error"]);
    expect(api.models?.[0]).toMatchObject({ schema: { type: "object", required: ["name"] } });
  });

  test.each([
    ["parameters", { validate_request_body: false }, { required: 3, models: 0 }],
    ["bodies", { validate_request_parameters: false }, { required: 0, models: 1 }],
  ])("a validator of %s only", (_, validator, counts) => {
    const { checks } = method(read(checked(all, validator)), "POST", "/pets");
    expect({ required: checks?.required.length, models: Object.keys(checks?.models ?? {}).length }).toEqual(
      counts,
    );
  });

  test("the models that every API has need no resource", () => {
    const { checks } = method(
      read(checked({ request_models: { "application/json": "Empty" } })),
      "POST",
      "/pets",
    );
    expect(checks?.models).toEqual({ "application/json": "Empty" });
  });

  test.each([
    ["a validator that is not there", { request_validator_id: "none" }, "REFERENCE_MISSING"],
    ["a model that is not there", { request_models: { "application/json": "Cat" } }, "REFERENCE_MISSING"],
    [
      "a parameter of the body",
      { request_parameters: { "method.request.body": true } },
      "ARGUMENT_UNSUPPORTED",
    ],
    ["an unknown parameter map", { request_parameters: "${aws_sqs_queue.none.x}" }, "REFERENCE_MISSING"],
  ])("%s is refused", (_, changes, code) => {
    expect(refusal(checked({ ...all, ...changes }))).toMatch(new RegExp(`^${code}: `));
  });

  test("a schema that is not JSON is refused", () => {
    const broken = (api: Document) => {
      checked(all)(api);
      api.resource.aws_api_gateway_model.pet.schema = "{";
    };
    expect(refusal(broken)).toMatch(/^DOCUMENT_MALFORMED: .*aws_api_gateway_model.pet: schema is not JSON/);
  });

  test("two models of one name are refused", () => {
    const twice = (api: Document) => {
      checked(all)(api);
      api.resource.aws_api_gateway_model.other = api.resource.aws_api_gateway_model.pet;
    };
    expect(refusal(twice)).toMatch(/^DUPLICATE: /);
  });
});
