import { TerraformError } from "../error";
import { parseJson } from "../language/expression";
import type { BodyModel, RequestChecks, RequestParameter } from "../model";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

/** Models that every API has. */
const BUILT_IN: readonly (readonly [name: string, schema: object])[] = [
  ["Empty", { title: "Empty Schema", type: "object" }],
  ["Error", { title: "Error Schema", type: "object", properties: { message: { type: "string" } } }],
];

/** In the order in which API Gateway checks them. */
const PLACES = ["header", "path", "querystring"] as const;

/** The models of an API's request bodies. Only the gate reads them. */
export function readBodyModels(apiId: string, resources: Resources): BodyModel[] {
  if (!resources.reading.strict) return [];
  const own = resources.where("aws_api_gateway_model", "rest_api_id", apiId).map((model) => ({
    address: model.address,
    name: model.text("name"),
    schema: schemaOf(model),
  }));
  const names = new Set<string>();
  for (const { address, name } of own) {
    if (names.has(name))
      throw new TerraformError("DUPLICATE", `a second model has the name ${name}`, address);
    names.add(name);
  }
  const builtIn = BUILT_IN.filter(([name]) => !names.has(name));
  return [...own, ...builtIn.map(([name, schema]) => ({ address: `the model ${name}`, name, schema }))];
}

function schemaOf(model: Fields): unknown {
  const text = model.optionalText("schema") ?? "{}";
  try {
    return parseJson(text);
  } catch (error) {
    throw new TerraformError(
      "DOCUMENT_MALFORMED",
      `schema is not JSON: ${(error as Error).message}`,
      model.address,
    );
  }
}

/** The checks of a method's request validator; undefined where it checks nothing. */
export function readChecks(
  method: Fields,
  models: readonly BodyModel[],
  resources: Resources,
): RequestChecks | undefined {
  if (!resources.reading.strict) return undefined;
  const id = method.optionalText("request_validator_id");
  if (id === undefined) return undefined;
  const validator = resources
    .where("aws_api_gateway_request_validator", "rest_api_id", method.link("rest_api_id"))
    .find((candidate) => candidate.link("id") === id);
  if (!validator)
    throw new TerraformError(
      "REFERENCE_MISSING",
      `request_validator_id is ${id}, and no validator of the API has it`,
      method.address,
    );
  const required = validator.flag("validate_request_parameters", false) ? requiredOf(method) : [];
  const bodies = validator.flag("validate_request_body", false) ? modelsOf(method, models) : {};
  return { address: validator.address, required, models: bodies };
}

function requiredOf(method: Fields): RequestParameter[] {
  const parameters = Object.entries(method.map("request_parameters")).map(([key, required]) => {
    const [, place, name] = /^method\.request\.(header|path|querystring)\.([\w$.-]+)$/.exec(key) ?? [];
    const known = PLACES.find((candidate) => candidate === place);
    if (known && name !== undefined) return { place: known, name, required: required === "true" };
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `request_parameters has ${key}, expected method.request.header, path or querystring and a name`,
      method.address,
    );
  });
  return PLACES.flatMap((place) => parameters.filter((parameter) => parameter.place === place))
    .filter(({ required }) => required)
    .map(({ name, place }) => ({ place, name }));
}

function modelsOf(method: Fields, models: readonly BodyModel[]): Readonly<Record<string, string>> {
  const named = method.map("request_models");
  for (const [type, name] of Object.entries(named))
    if (!models.some((model) => model.name === name))
      throw new TerraformError(
        "REFERENCE_MISSING",
        `request_models names ${name} for ${type}, and no model of the API has it`,
        method.address,
      );
  return named;
}
