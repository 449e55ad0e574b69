import { own } from "../../../../terraform/language/expression";
import { mapped, type Variables } from "../../event/variables";

const INPUT = String.raw`input\.(?:(?:json|path|params)\(\s*(?:'[^']*'|"[^"]*")\s*\)|body)`;
const NAMED = String.raw`(?:context|stageVariables)(?:\.\w+)+`;
/** `$input.json('$.a')`, `$input.path("$")`, `$input.params('id')`, `$input.body`, and what mappings can name. */
const REFERENCE = new RegExp(String.raw`\$\{(${INPUT}|${NAMED})\}|\$(${INPUT}|${NAMED})`, "g");
const CALL = /^input\.(json|path|params)\(\s*['"](.*)['"]\s*\)$/s;
/** `$`, or names and numbers after it: `$.a.b[0]`. */
const PATH = /^\$((?:\.\w+|\[\d+\]|\['[\w-]+'\])*)$/;
const DIRECTIVE = /\$[!{]*\w[\w.]*|#(?:set|if|else|elseif|end|foreach|define|macro|stop|break|evaluate)\b/;

/** The first reference or directive of a mapping template that is not evaluated; undefined where all are. */
export function unevaluated(template: string): string | undefined {
  for (const [, braced, plain] of template.matchAll(REFERENCE)) {
    const [, kind, argument = ""] = CALL.exec(braced ?? plain ?? "") ?? [];
    if (kind !== undefined && kind !== "params" && !PATH.test(argument)) return argument;
  }
  return DIRECTIVE.exec(template.replace(REFERENCE, ""))?.[0];
}

/**
 * Renders a mapping template that has references and no directives.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 *
 * @param body JSON, which the template maps
 * @throws SyntaxError where the body is no JSON and the template reads it
 */
export function renderInput(template: string, body: string, variables: Variables): string {
  const text = body === "" ? "{}" : body;
  return template.replace(REFERENCE, (_, braced, plain) => {
    const reference = String(braced ?? plain);
    if (reference === "input.body") return text;
    const [, kind, argument = ""] = CALL.exec(reference) ?? [];
    if (kind === undefined) return mapped(reference, variables) ?? "";
    if (kind === "params") return parameter(argument, variables);
    const value = at(argument, JSON.parse(text));
    if (kind === "json") return value === undefined ? '""' : JSON.stringify(value);
    return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
  });
}

/** From the path, else the query, else the headers. */
function parameter(name: string, variables: Variables): string {
  const values = ["path", "querystring", "header"].map((place) =>
    mapped(`method.request.${place}.${name}`, variables),
  );
  return values.find((value) => value !== undefined) ?? "";
}

function at(path: string, value: unknown): unknown {
  const [, steps = ""] = PATH.exec(path) ?? [];
  let found = value;
  for (const [, name, index, quoted] of steps.matchAll(/\.(\w+)|\[(\d+)\]|\['([\w-]+)'\]/g)) {
    const key = name ?? quoted ?? index ?? "";
    const isObject = typeof found === "object" && found !== null;
    found = isObject ? own(found as Record<string, unknown>, key) : undefined;
  }
  return found;
}
