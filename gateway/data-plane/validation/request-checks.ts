import type { RequestParameter } from "../../../terraform/model";
import { headerValues } from "../../http/message";
import type { DataPlane } from "../data-plane";
import { allValues, queryPairs } from "../event/event";
import type { Refused } from "../gateway-response/responses";
import { mediaTypeOf } from "../media-type";
import type { MethodCall } from "../method-call";

/**
 * Validates a request by the method's validator: first the parameters, reporting all that are missing or blank; then
 * the body, for every verb, by the model of its media type.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export function refusedByChecks(
  call: MethodCall,
  { bodyProblem }: Pick<DataPlane, "bodyProblem">,
): Refused | undefined {
  const { checks } = call.method;
  if (!checks) return undefined;
  const missing = checks.required.filter((parameter) => isBlank(parameter, call)).map(({ name }) => name);
  if (missing.length > 0) {
    const message = `Missing required request parameters: [${missing.join(", ")}]`;
    return { response: "BAD_REQUEST_PARAMETERS", message, reason: `${message}: ${checks.address}` };
  }
  if (Object.keys(checks.models).length === 0) return undefined;
  const type = mediaTypeOf(headerValues(call.request, "content-type").join()) ?? "application/json";
  const model = modelOf(type, checks.models);
  // What AWS does with a type that has no model is not documented; passing it would make the check optional.
  if (model === undefined)
    return { response: "UNSUPPORTED_MEDIA_TYPE", reason: `${call.method.address} has no model for ${type}` };
  const detail = bodyProblem(model, call.request.body);
  if (detail === undefined) return undefined;
  return {
    response: "BAD_REQUEST_BODY",
    detail,
    reason: `The body does not fit the model ${model}: ${detail}`,
  };
}

function modelOf(type: string, models: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(models).find(([name]) => name.toLowerCase() === type)?.[1];
}

function isBlank({ name, place }: RequestParameter, { pathParameters, request }: MethodCall): boolean {
  // Whether AWS takes other white space than HTTP's for a value is not documented; here it is blank.
  return valuesOf().every((value) => value.trim() === "");

  function valuesOf(): readonly string[] {
    switch (place) {
      case "header":
        return headerValues(request, name);
      case "path":
        return Object.hasOwn(pathParameters, name) ? [pathParameters[name] ?? ""] : [];
      case "querystring":
        return Object.entries(allValues(queryPairs(request))).find(([key]) => key === name)?.[1] ?? [];
    }
  }
}
