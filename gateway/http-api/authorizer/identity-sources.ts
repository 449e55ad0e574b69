import { own } from "../../../terraform/language/expression";
import { allValues, queryPairs } from "../../data-plane/event/event";
import { headerValues, withoutWhiteSpace } from "../../http/message";
import { contextVariables } from "../event/context-variables";
import type { RouteCall } from "../route-call";

/** The values that a request has at a place: one for each time that it is sent. */
type Read = (call: RouteCall) => readonly string[];

/**
 * `$request.header.Authorization`, `$request.querystring.token`, `$context.routeKey`, `$stageVariables.tenant`. Names of
 * headers have no case, those of query parameters do.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 *
 * @returns `undefined` where its form is not known
 */
export function identitySource(source: string): Read | undefined {
  const [, place, name = ""] =
    /^\$(request\.header|request\.querystring|stageVariables|context)\.(.+)$/.exec(source) ?? [];
  switch (place) {
    case "request.header":
      return ({ request }) => headerValues(request, name).map(withoutWhiteSpace);
    case "request.querystring":
      return ({ request }) => own(allValues(queryPairs(request)), name) ?? [];
    case "stageVariables":
      return ({ stage }) => [own(stage.variables, name) ?? ""];
    case "context":
      return (call) => [own(contextVariables(call), name) ?? ""];
    default:
      return undefined;
  }
}

/**
 * The values of an authorizer's identity sources.
 *
 * @returns `undefined` where one is absent or empty; the source itself where its form is not known
 */
export function identityValues(
  call: RouteCall,
  sources: readonly string[],
): readonly string[] | undefined | { readonly unreadable: string } {
  const values: string[] = [];
  for (const source of sources) {
    const read = identitySource(source);
    if (read === undefined) return { unreadable: source };
    const [value, ...others] = read(call);
    // A value that was sent twice is refused: joined, it could be another caller's single value.
    if (value === undefined || value === "" || others.length > 0) return undefined;
    values.push(value);
  }
  return values;
}
