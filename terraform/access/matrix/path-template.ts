import type { Operation } from "../../model";
import { DEFAULT_ROUTE } from "../decide";

/** A resource's path as the requests that it covers: literal text, and parameters with any value. */
export type Template = readonly (string | Parameter)[];

export interface Parameter {
  readonly name: string;
  /** `{proxy+}`: its value may have slashes. */
  readonly greedy: boolean;
  /**
   * A character in place of a value that no policy names: it is in no policy and in no path, so only a wildcard
   * covers it.
   */
  readonly anyone: string;
  /** Such a value in a text. */
  readonly occurrences: RegExp;
}

// Unicode's private use area.
const FIRST = 0xe000;

/** `/pets/{petId}` as `["/pets/", {petId}]`. */
export function templateOf(path: string): Template {
  let parameters = 0;
  return path
    .split(/(\{[^}]+\})/)
    .filter((part) => part !== "")
    .map((part) => {
      const [, name, plus] = /^\{([^}+]+)(\+?)\}$/.exec(part) ?? [];
      if (name === undefined) return part;
      const anyone = String.fromCharCode(FIRST + parameters++);
      const occurrences = new RegExp(`${anyone}+(/${anyone}+)*`, "g");
      return { name, greedy: plus === "+", anyone, occurrences };
    });
}

/** The requests of a method; what `$default` of an HTTP API takes may have any path. */
export function requestsOf({ path }: Pick<Operation, "path">): Template {
  return templateOf(path === DEFAULT_ROUTE ? "/{proxy+}" : path);
}

export function parametersOf(template: Template): Parameter[] {
  return template.filter((part) => typeof part !== "string");
}

/** The path with a value for each parameter. */
export function filled(template: Template, value: (parameter: Parameter) => string): string {
  return template.map((part) => (typeof part === "string" ? part : value(part))).join("");
}

/** The text with `{petId}` in place of the parameter's character. */
export function readable(text: string, template: Template): string {
  let read = text;
  for (const part of template)
    if (typeof part !== "string" && read.includes(part.anyone))
      read = read.replace(part.occurrences, part.greedy ? `{${part.name}+}` : `{${part.name}}`);
  return read;
}

/** The template of whole ARNs: `prefix` before each path. */
export function withPrefix(prefix: string, template: Template): Template {
  const [first, ...rest] = template;
  return typeof first === "string" ? [prefix + first, ...rest] : [prefix, ...template];
}
