import { own } from "../../../terraform/language/expression";
import { allValues, queryPairs } from "../../data-plane/event/event";
import { isOfConnection } from "../../data-plane/integrations/http/mappings";
import { headerValues } from "../../http/message";
import { deliveredPath } from "../delivered-path";
import { contextVariables } from "../event/context-variables";
import type { KnownCaller } from "../locks/lock";
import type { RouteCall } from "../route-call";

/** One entry of an integration's request parameters. */
export interface ParameterChange {
  readonly action: "append" | "overwrite" | "remove";
  readonly place: "header" | "path" | "querystring";
  /** Empty for the path. */
  readonly name: string;
  readonly value: string;
}

/**
 * Reads the request parameters of an HTTP API's integration: `overwrite:header.x-caller` to
 * `$context.authorizer.claims.sub`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 *
 * @returns a sentence about one that is not supported
 */
export function parameterChanges(
  parameters: Readonly<Record<string, string>>,
): readonly ParameterChange[] | string {
  const changes: ParameterChange[] = [];
  for (const [target, value] of Object.entries(parameters)) {
    const change = changeOf(target, value);
    if (!change) return `its request parameter ${target} = ${value} is not supported`;
    changes.push(change);
  }
  return changes;
}

const TARGET = /^(append|overwrite|remove):(header|querystring)\.([\w.-]+)$/;

function changeOf(target: string, value: string): ParameterChange | undefined {
  const isKnown = variablesIn(value).every((name) => VARIABLE.test(name));
  if (!isKnown) return undefined;
  if (target === "overwrite:path") return { action: "overwrite", place: "path", name: "", value };
  const [, action, place, name = ""] = TARGET.exec(target) ?? [];
  if (place !== "header" && place !== "querystring") return undefined;
  if (place === "header" && (isOfConnection(name) || RESERVED.test(name))) return undefined;
  return { action: action as ParameterChange["action"], place, name, value };
}

/** Headers that API Gateway does not let be mapped. */
const RESERVED =
  /^(access-control-.*|apigw-.*|authorization|content-(encoding|length|location)|forwarded|origin|trailers|via|x-amzn?-.*|x-forwarded-(for|host|proto))$/i;

const VARIABLE =
  /^(request\.path|request\.(header|path|querystring)\.[\w-]+|context\.[\w.:-]+|stageVariables\.\w+)$/;
const PLACEHOLDER = /\$\{([^}]*)\}|^\$(.+)$|(\$)/g;

function variablesIn(value: string): readonly string[] {
  return [...value.matchAll(PLACEHOLDER)].map(([, braced, whole]) => braced ?? whole ?? "");
}

/** The value of a change; `undefined` where a variable in it has none. */
export function changedValue(
  { value }: ParameterChange,
  call: RouteCall,
  known: KnownCaller,
): string | undefined {
  let isMissing = false;
  const text = value.replace(PLACEHOLDER, (_, braced?: string, whole?: string) => {
    const found = variable(braced ?? whole ?? "", call, known);
    if (found === undefined) isMissing = true;
    return found ?? "";
  });
  return isMissing ? undefined : text;
}

function variable(text: string, call: RouteCall, known: KnownCaller): string | undefined {
  const { path, pathParameters, request, stage } = call;
  const [root = "", ...rest] = text.split(".");
  if (root === "context") return own(contextVariables(call, known), rest.join("."));
  if (root === "stageVariables") return own(stage.variables, rest.join("."));
  const [place, ...parts] = rest;
  const name = parts.join(".");
  if (place === "path") return name === "" ? deliveredPath(path) : own(pathParameters, name);
  if (place === "header") return joined(headerValues(request, name));
  return joined(own(allValues(queryPairs(request)), name) ?? []);
}

function joined(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(",");
}
