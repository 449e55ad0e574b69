import type { CompileSchemas } from "../../../gateway/data-plane/validation/body-models";
import type { ApiModel } from "../../../terraform/model";
import type { ApiMethod } from "../../../terraform/model/api";
import { mock, open, withApi } from "./changes";

/** Validators, limits and MOCK integrations on routes of their own. */
export function guarded(model: ApiModel): ApiModel {
  const key = { address: "api/aws_api_gateway_api_key.scarce", id: "key3", name: "scarce", enabled: true };
  const changed = withApi(({ methods, stages }) => ({
    methods: [...methods, ...guardedMethods()],
    models: [
      {
        address: "api/aws_api_gateway_model.pet",
        name: "Pet",
        schema: { type: "object", required: ["name"] },
      },
    ],
    stages: stages.map((stage) => ({
      ...stage,
      throttles: [
        {
          address: "api/aws_api_gateway_method_settings.none",
          path: "/throttled",
          verb: "GET",
          limit: { rate: 0, burst: 0 },
        },
      ],
    })),
  }))(model);
  return {
    ...changed,
    apiKeys: [...model.apiKeys, { ...key, value: "scarce-key-scarce-key-scarce" }],
    usagePlans: [
      ...model.usagePlans,
      {
        address: "api/aws_api_gateway_usage_plan.scarce",
        id: "plan2",
        name: "scarce",
        stages: [{ apiId: "a1b2c3d4e5", stage: "dev" }],
        keyIds: ["key3"],
        quota: { limit: 1, period: "DAY", offset: 0 },
      },
    ],
  };
}

function guardedMethods(): ApiMethod[] {
  const validator = "api/aws_api_gateway_request_validator.all";
  const models = { "application/json": "Pet" };
  const parameters = {
    address: validator,
    models,
    required: [
      { place: "header", name: "x-header-param" },
      { place: "path", name: "issuer" },
      { place: "querystring", name: "qs1" },
    ],
  } as const;
  const bodies = { address: validator, models, required: [] };
  return [
    open("POST", "/checked", { checks: parameters }),
    open("POST", "/checked/{issuer}", { checks: parameters }),
    open("POST", "/body", { checks: bodies }),
    open("GET", "/body", { checks: bodies }),
    open("POST", "/locked-body", { checks: bodies, authorization: "AWS_IAM" }),
    open("GET", "/throttled", {}),
    open("GET", "/throttled-pets", { authorization: "AWS_IAM" }),
    open("GET", "/scarce", { apiKeyRequired: true }),
    mock("OPTIONS", "/pets", "WHEN_NO_MATCH"),
    mock("POST", "/mock", "NEVER"),
  ];
}

/** Of a schema, only what is required. */
export function requiredOnly(schemas: Parameters<CompileSchemas>[0]): ReturnType<CompileSchemas> {
  return (uri, value) => {
    const { required = [] } = (schemas.get(uri) ?? {}) as { required?: string[] };
    const missing = required.filter((name) => !Object.hasOwn((value ?? {}) as object, name));
    return missing.length > 0 ? `${missing.join(", ")} is missing` : undefined;
  };
}
