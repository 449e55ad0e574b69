import type { Header } from "../../../http/message";
import { parseTemplate } from "./parse";
import type { Expression, Template } from "./syntax";

/** What a template of an integration response can refer to. */
export interface TemplateInput {
  /** A backend's answer, to which an empty body is the text `{}`. @default a MOCK integration, which has none */
  readonly body?: string;
  /** The request's headers, under their names as sent. */
  readonly headers: readonly Header[];
}

export interface Rendered {
  readonly text: string;
  /** They replace mapped headers of the same name. */
  readonly overrides: readonly Header[];
}

/** API Gateway too answers this with an error. */
export const OVERRIDDEN_TWICE = "it overrides one header twice";

/** @returns the rendered template, or a sentence about why it cannot be evaluated */
export function renderTemplate(source: string, input: TemplateInput): Rendered | string {
  const template = parseTemplate(source, input.body === undefined ? "mock" : "backend");
  if (typeof template === "string") return template;
  const overrides = new Map<string, string>();
  const text = new Evaluation(input, overrides).run(template);
  return text === undefined ? OVERRIDDEN_TWICE : { text, overrides: [...overrides] satisfies Header[] };
}

type Value = string | boolean | undefined;

class Evaluation {
  private readonly variables = new Map<string, Value>();
  private twice = false;

  constructor(
    private readonly input: TemplateInput,
    private readonly overrides: Map<string, string>,
  ) {}

  /** @returns the text; `undefined` where a header is overridden twice, which API Gateway answers with an error */
  run(template: Template): string | undefined {
    const text = this.textOf(template);
    return this.twice ? undefined : text;
  }

  private textOf(template: Template): string {
    let text = "";
    for (const part of template) {
      switch (part.kind) {
        case "text":
          text += part.text;
          break;
        case "print":
          text += this.valueOf(part.value) ?? (part.quiet ? "" : part.written);
          break;
        case "set":
          this.variables.set(part.variable, this.valueOf(part.value));
          break;
        case "override":
          this.override(part.header, this.valueOf(part.value));
          break;
        case "if": {
          const taken = part.branches.find(({ condition }) => isTrue(this.valueOf(condition)));
          text += this.textOf(taken?.body ?? part.otherwise);
        }
      }
    }
    return text;
  }

  private override(header: string, value: Value): void {
    if (typeof value !== "string") return;
    const known = [...this.overrides.keys()].some((name) => name.toLowerCase() === header.toLowerCase());
    this.twice ||= known;
    this.overrides.set(header, value);
  }

  private valueOf(expression: Expression): Value {
    switch (expression.kind) {
      case "literal":
        return expression.text;
      case "variable":
        return this.variables.get(expression.name);
      case "body":
        return this.input.body || "{}";
      case "header":
        return this.input.headers.findLast(([name]) => name === expression.name)?.[1];
      case "not":
        return !isTrue(this.valueOf(expression.of));
      case "and":
        return isTrue(this.valueOf(expression.left)) && isTrue(this.valueOf(expression.right));
      case "or":
        return isTrue(this.valueOf(expression.left)) || isTrue(this.valueOf(expression.right));
      case "equal":
        return this.valueOf(expression.left) === this.valueOf(expression.right);
      case "unequal":
        return this.valueOf(expression.left) !== this.valueOf(expression.right);
    }
  }
}

/** Strings are true, also the empty one. */
function isTrue(value: Value): boolean {
  return value !== undefined && value !== false;
}
