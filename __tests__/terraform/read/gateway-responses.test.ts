import { TerraformError } from "../../../terraform/error";
import { resolveStacks } from "../../../terraform/language/configuration/resolve";
import type { ApiMethod, RestApi } from "../../../terraform/model/api";
import { readModel, readTerraform } from "../../../terraform/read";
import { type Document, shop, sources } from "../fixture";

/** What an API has besides its locks, as it is read: validators, gateway responses, limits, MOCK integrations. */

const ofApi = { rest_api_id: "${aws_api_gateway_rest_api.shop.id}" };
const ofStage = { ...ofApi, stage_name: "${aws_api_gateway_stage.dev.stage_name}" };
const place = {
  ...ofApi,
  resource_id: "${aws_api_gateway_resource.health.id}",
  http_method: "${aws_api_gateway_method.preflight.http_method}",
};

function model(edit: (api: Document) => void) {
  const stacks = shop();
  edit(stacks.api);
  return readTerraform({ kind: "stacks", stacks: sources(stacks) }, { strict: true });
}

function read(edit: (api: Document) => void): RestApi {
  return model(edit).apis[0] as RestApi;
}

function method(api: RestApi, verb: string, path: string): ApiMethod {
  const found = api.methods.find((candidate) => candidate.verb === verb && candidate.path === path);
  if (!found) throw new Error(`there is no ${verb} ${path}`);
  return found;
}

/** The code and the message that reading ends in. */
function refusal(edit: (api: Document) => void): string {
  try {
    read(edit);
  } catch (error) {
    if (error instanceof TerraformError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "it was read";
}

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

describe("limits", () => {
  const settings =
    (...paths: readonly (readonly [path: string, settings: object])[]) =>
    (api: Document) => {
      api.resource.aws_api_gateway_method_settings = Object.fromEntries(
        paths.map(([method_path, values], index) => [
          `s${index}`,
          { ...ofStage, method_path, settings: [values] },
        ]),
      );
    };

  test("of a stage, for all methods and for single ones", () => {
    const limit = { throttling_rate_limit: 5.5, throttling_burst_limit: 10 };
    const [stage] = read(
      settings(
        ["*/*", limit],
        ["pets/{petId}/GET", { throttling_rate_limit: 0, throttling_burst_limit: 0 }],
        ["~1pets/POST", { metrics_enabled: true }],
      ),
    ).stages;
    expect(stage?.throttles?.map(({ limit, path, verb }) => [verb, path, limit])).toEqual([
      ["*", "*", { rate: 5.5, burst: 10 }],
      ["GET", "/pets/{petId}", { rate: 0, burst: 0 }],
      ["POST", "/pets", undefined],
    ]);
  });

  test("of a usage plan, for single methods", () => {
    const { usagePlans } = model((api) => {
      api.resource.aws_api_gateway_usage_plan.plan.api_stages[0].throttle = [
        { path: "/stock/GET", rate_limit: 1, burst_limit: 2 },
      ];
    });
    expect(usagePlans[0]?.stages[0]?.throttles).toEqual([
      {
        address: "api/aws_api_gateway_usage_plan.plan",
        path: "/stock",
        verb: "GET",
        limit: { rate: 1, burst: 2 },
      },
    ]);
  });

  test.each([
    ["some methods", settings(["pets/*", {}]), "ARGUMENT_UNSUPPORTED: "],
    ["no verb", settings(["pets", {}]), "ARGUMENT_UNSUPPORTED: "],
    ["one method twice", settings(["pets/GET", {}], ["/pets/GET", {}]), "DUPLICATE: "],
  ])("%s is refused", (_, edit, code) => {
    expect(refusal(edit).startsWith(code)).toBe(true);
  });

  test("a cache is announced, and only where there is one", () => {
    const notices = (caching_enabled: boolean) => model(settings(["*/*", { caching_enabled }])).notices;
    expect(notices(true).map(({ message }) => message)).toEqual(["responses are not cached here"]);
    expect(notices(false)).toEqual([]);
  });
});

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

test("a permission for an organization permits nothing here, and says so", () => {
  const { functions, notices } = model((api) => {
    Object.assign(api.resource.aws_lambda_permission.fn, {
      principal: "*",
      principal_org_id: "o-abcdefghij",
    });
  });
  expect(functions.flatMap(({ permissions }) => permissions)).toEqual([]);
  expect(notices).toEqual([
    {
      address: "api/aws_lambda_permission.fn",
      message: "it is for the organization o-abcdefghij, so it permits nothing here",
    },
  ]);
});

test("whoever only asks who may call what has no use for any of it, however it is written", () => {
  const stacks = shop();
  stacks.api.resource.aws_api_gateway_gateway_response = {
    lost: { rest_api_id: "none", response_type: "WISH" },
  };
  stacks.api.resource.aws_api_gateway_method_settings = { odd: { ...ofStage, method_path: "?" } };
  const [api] = readModel(resolveStacks(sources(stacks), "123456789012"), { strict: false }).apis;
  expect(api).toMatchObject({ gatewayResponses: [], models: [], stages: [{ throttles: [] }] });
});
