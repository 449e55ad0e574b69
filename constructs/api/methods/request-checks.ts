import { createHash } from "node:crypto";
import { ApiGatewayModel } from "@cdktf/provider-aws/lib/api-gateway-model";
import { ApiGatewayRequestValidator } from "@cdktf/provider-aws/lib/api-gateway-request-validator";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Construct } from "constructs";
import * as v from "valibot";
import type { RouteKey } from "../../../access/model";
import { OUTLIVES_METHODS } from "../../arguments/lifecycle";
import { literal } from "../../arguments/literal";
import { check as checkData, fields, mapOf, oneOf, opaque } from "../../declaration";
import { DeclarationError } from "../../declaration/errors";

/** What API Gateway validates in a request before it calls the backend. */
export interface RequestShape {
  /** Query parameters by name. @default none is checked */
  readonly query?: Readonly<Record<string, "required" | "optional">>;
  /** Headers by name. @default none is checked */
  readonly headers?: Readonly<Record<string, "required" | "optional">>;
  /** JSON Schema, draft 4, of a JSON body. @default bodies are left to the handler */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What is checked, by route. A route that is not listed is not checked. */
export type RequestShapes = Readonly<Partial<Record<RouteKey, RequestShape>>>;

const parameters = v.exactOptional(mapOf(oneOf(["required", "optional"])));

export const requestShapesSchema = mapOf(
  fields({ query: parameters, headers: parameters, body: v.exactOptional(mapOf(opaque)) }),
);

/** The arguments of a method that have its requests validated. */
export interface MethodChecks {
  readonly requestValidatorId: string;
  readonly requestParameters?: { readonly [name: string]: boolean };
  readonly requestModels?: { readonly [type: string]: string };
}

/** Validators and models: one validator for parameters, one for parameters and body, a model for each body. */
export class RequestChecks extends Construct {
  private readonly validators = new Map<boolean, ApiGatewayRequestValidator>();

  /** @throws DeclarationError `REQUEST_ROUTE_UNKNOWN`, `REQUEST_BODY_UNEXPECTED`, `REQUEST_NAME_INVALID`, `REQUEST_SCHEMA_INVALID` */
  constructor(
    scope: Construct,
    id: string,
    private readonly api: Pick<ApiGatewayRestApi, "id">,
    private readonly shapes: RequestShapes,
    routes: readonly RouteKey[],
  ) {
    super(scope, id);
    checkData(requestShapesSchema, shapes, "requests");
    for (const [key, shape] of Object.entries(shapes) as [RouteKey, RequestShape][])
      check(key, shape, routes);
    // Every method has a validator, whether or not it has parameters.
    this.validators.set(false, this.validator("parameters", false));
    if (Object.values(shapes).some((shape) => shape?.body)) {
      this.validators.set(true, this.validator("parameters-and-body", true));
    }
  }

  /** @param name the method's construct id, for the model's address */
  of(key: RouteKey, name: string): MethodChecks {
    const shape = this.shapes[key];
    const validator = this.validators.get(shape?.body !== undefined) as ApiGatewayRequestValidator;
    const parameters = {
      ...parametersOf("querystring", shape?.query),
      ...parametersOf("header", shape?.headers),
    };
    return {
      requestValidatorId: validator.id,
      ...(Object.keys(parameters).length > 0 && { requestParameters: parameters }),
      ...(shape?.body && { requestModels: { "application/json": this.model(key, name, shape.body) } }),
    };
  }

  private validator(id: string, body: boolean): ApiGatewayRequestValidator {
    return new ApiGatewayRequestValidator(this, id, {
      restApiId: this.api.id,
      name: id,
      validateRequestParameters: true,
      validateRequestBody: body,
      lifecycle: OUTLIVES_METHODS,
    });
  }

  private model(key: RouteKey, name: string, schema: Readonly<Record<string, unknown>>): string {
    // Letters and digits only, and no two routes alike: "/a-b" and "/ab" differ in the hash.
    const hash = createHash("sha256").update(key).digest("hex").slice(0, 6);
    return new ApiGatewayModel(this, `body-${name}`, {
      restApiId: this.api.id,
      name: `${key.replace(/[^A-Za-z0-9]/g, "")}${hash}`,
      description: `Body of ${key}`,
      contentType: "application/json",
      lifecycle: OUTLIVES_METHODS,
      schema: literal(JSON.stringify({ $schema: "http://json-schema.org/draft-04/schema#", ...schema })),
    }).name;
  }
}

function parametersOf(
  place: "querystring" | "header",
  names: RequestShape["query"],
): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(names ?? {}).map(([name, need]) => [
      `method.request.${place}.${name}`,
      need === "required",
    ]),
  );
}

function check(key: RouteKey, shape: RequestShape, routes: readonly RouteKey[]): void {
  if (!routes.includes(key)) {
    throw new DeclarationError(
      "REQUEST_ROUTE_UNKNOWN",
      `A request's shape is given for "${key}", which is not a declared route.`,
    );
  }
  const wrong = [...Object.keys(shape.query ?? {}), ...Object.keys(shape.headers ?? {})].find(
    (name) => !/^[A-Za-z0-9_.$-]+$/.test(name),
  );
  if (wrong !== undefined) {
    throw new DeclarationError(
      "REQUEST_NAME_INVALID",
      `The request of "${key}" names the parameter "${wrong}"; expected letters, digits and . _ $ -.`,
    );
  }
  if (!shape.body) return;
  if (/^(GET|HEAD|OPTIONS|DELETE) /.test(key)) {
    throw new DeclarationError(
      "REQUEST_BODY_UNEXPECTED",
      `The request of "${key}" is given a body's schema; its method has no body, and every call would be refused.`,
    );
  }
  if (typeof shape.body.type !== "string") {
    throw new DeclarationError(
      "REQUEST_SCHEMA_INVALID",
      `The schema of the body of "${key}" has no "type"; without one, anything is valid.`,
    );
  }
}
