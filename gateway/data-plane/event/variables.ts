import { own } from "../../../terraform/language/expression";
import { type HttpRequest, headerValues } from "../../http/message";
import type { Authenticated } from "../locks/lock";
import type { MethodCall, StageCall } from "../method-call";
import { allValues, queryPairs, requestContext } from "./event";
import { anonymousIdentity } from "./identity";

/** What mappings and templates can refer to: the request, `$context`, the stage's variables. */
export interface Variables {
  readonly request: HttpRequest;
  /** `$context` */
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** @param place the request as far as it was routed: to a stage, or to a method */
export function variablesOf(
  place: StageCall | MethodCall,
  who: Authenticated | undefined,
  more: object = {},
): Variables {
  const { request, stage } = place;
  const { authorizer, identity = anonymousIdentity(request) } = who ?? {};
  return {
    request,
    context: { ...requestContext(place, identity), ...(authorizer && { authorizer }), ...more },
    stageVariables: stage.variables,
    pathParameters: "pathParameters" in place ? place.pathParameters : {},
  };
}

/**
 * The value of a mapping: `'text'`, `context.requestId`, `stageVariables.x`, `method.request.header.Origin`.
 *
 * @returns `undefined` where there is no such value
 */
export function mapped(mapping: string, variables: Variables): string | undefined {
  if (mapping.startsWith("'")) return mapping.slice(1, -1);
  const [root = "", ...path] = mapping.split(".");
  if (root === "context") return contextValue(path, variables.context);
  if (root === "stageVariables") return own(variables.stageVariables, path.join("."));
  const [request, place = "", ...name] = path;
  if (root !== "method" || request !== "request") return undefined;
  return requestValue(place, name.join("."), variables);
}

function requestValue(
  place: string,
  name: string,
  { pathParameters, request }: Variables,
): string | undefined {
  switch (place) {
    case "header":
      return headerValues(request, name).at(-1);
    case "path":
      return own(pathParameters, name);
    case "querystring":
      return own(allValues(queryPairs(request)), name)?.at(-1);
    default:
      return undefined;
  }
}

/** A value of `$context`. Objects, such as all claims at once, have no value. */
export function contextValue(
  path: readonly string[],
  context: Readonly<Record<string, unknown>>,
): string | undefined {
  let value: unknown = context;
  for (const name of path)
    value =
      typeof value === "object" && value !== null ? own(value as Record<string, unknown>, name) : undefined;
  return ["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined;
}

const NAME = String.raw`(?:context(?:\.\w+)+|stageVariables\.\w+|method\.request\.(?:header|path|querystring)\.[\w-]+)`;
const PLACEHOLDER = new RegExp(
  String.raw`\$\{(${NAME})\}|\$(${NAME})|(?<![\w.$])(method\.request\.(?:header|path|querystring)\.[\w-]+)`,
  "g",
);

/** Renders a gateway response's template, in which only variables are replaced; one without a value is empty. */
export function rendered(template: string, variables: Variables): string {
  return template.replace(
    PLACEHOLDER,
    (_, braced, plain, bare) => mapped(braced ?? plain ?? bare, variables) ?? "",
  );
}
