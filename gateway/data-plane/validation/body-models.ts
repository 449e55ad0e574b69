import type { BodyModel, RestApi } from "../../../terraform/model";
import { GateError } from "../../error";

/**
 * Compiles JSON Schemas (draft 4), which may refer to each other by their URIs.
 *
 * @returns validates a value by the schema of a URI: the problem, or `undefined` where it is valid
 * @throws Error where one of them is no such schema
 */
export type CompileSchemas = (
  schemas: ReadonlyMap<string, unknown>,
) => (uri: string, value: unknown) => string | undefined;

/** The problem of a request's body under a model; `undefined` where it is valid. */
export type BodyProblem = (model: string, body: Buffer) => string | undefined;

/**
 * Compiles the models that the API's methods use.
 *
 * @throws {GateError} `SCHEMA_UNREADABLE`
 */
export function compileModels(api: RestApi, compile: CompileSchemas): BodyProblem {
  const models = api.models ?? [];
  const used = api.methods.some(({ checks }) => checks && Object.keys(checks.models).length > 0);
  if (!used) return (model) => `there is no model ${model}`;
  // Other models are named so in a $ref.
  const uri = (name: string) => `https://apigateway.amazonaws.com/restapis/${api.id}/models/${name}`;
  const problem = compiled(models, uri, compile);
  return (model, body) => {
    let value: unknown;
    try {
      value = JSON.parse(body.toString("utf8"));
    } catch (error) {
      return (error as Error).message;
    }
    return problem(uri(model), value);
  };
}

function compiled(models: readonly BodyModel[], uri: (name: string) => string, compile: CompileSchemas) {
  try {
    return compile(new Map(models.map(({ name, schema }) => [uri(name), schema])));
  } catch (cause) {
    const places = models.map(({ address }) => address).join(", ");
    throw new GateError(
      "SCHEMA_UNREADABLE",
      `A schema cannot be read: ${(cause as Error).message}. The models are ${places}.`,
      { cause },
    );
  }
}
