import type { Branch, Expression, Part, Reference, Template } from "./syntax";

/** The integration whose answer a template makes. */
export type TemplateOf = "backend" | "mock";

/** A part of a template that is not supported. */
class Unsupported extends Error {}

/**
 * Reads the part of the Velocity Template Language that is evaluated here: `#set`, `#if`, `#elseif`, `#else`, `#end`,
 * comparisons of texts, variables, `$input.body`, `$input.params().header.get("NAME")`, and what is set on
 * `$context.responseOverride.header.NAME`. All else with a `$` or a `#` in it is refused, and a variable that is read
 * before anything was set.
 *
 * @param of `mock`: a MOCK integration has no `$input.body`
 * @returns the template, or a sentence about the first part that is not supported
 * Source: Developer Guide, "Mapping template transformations for REST APIs".
 */
export function parseTemplate(source: string, of: TemplateOf): Template | string {
  try {
    const parser = new Parser(source, of);
    const template = parser.template();
    parser.end();
    return template;
  } catch (error) {
    if (error instanceof Unsupported) return error.message;
    throw error;
  }
}

/** How deep one `#if` may stand in another. */
const DEPTH = 20;

/** What of a template is not evaluated here, for people; `undefined` where all of it is. */
export function problemOfTemplate(source: string, of: TemplateOf): string | undefined {
  const template = parseTemplate(source, of);
  return typeof template === "string" ? template : undefined;
}

class Parser {
  private position = 0;
  private depth = 0;
  private readonly variables = new Set<string>();

  constructor(
    private readonly source: string,
    private readonly of: TemplateOf,
  ) {}

  template(): Template {
    const parts: Part[] = [];
    for (;;) {
      const text = this.match(/[^$#]+/y)?.[0];
      if (text !== undefined) parts.push({ kind: "text", text });
      else if (this.match(/#set[ \t]*\(\s*/y)) parts.push(this.set());
      else if (this.match(/#if[ \t]*\(\s*/y)) parts.push(this.if());
      else if (this.lookAt(/\$/y)) parts.push(this.print());
      else return parts;
    }
  }

  end(): void {
    if (this.position < this.source.length) throw this.unsupported();
  }

  private set(): Part {
    const header = this.match(/\$context\.responseOverride\.header\.([A-Za-z][\w-]*)\s*=\s*/y)?.[1];
    const variable = header === undefined ? this.match(/\$([A-Za-z]\w*)\s*=\s*/y)?.[1] : undefined;
    const value = header === undefined && variable === undefined ? undefined : this.operand();
    if (!value || variable === "input" || variable === "context") throw this.unsupported();
    if (variable !== undefined) this.variables.add(variable);
    this.close();
    // The line break after a directive is part of it.
    this.match(/[ \t]*\r?\n/y);
    return header === undefined
      ? { kind: "set", variable: variable ?? "", value }
      : { kind: "override", header, value };
  }

  private if(): Part {
    if (++this.depth > DEPTH) throw this.unsupported();
    const branches: Branch[] = [];
    do {
      const condition = this.or();
      this.close();
      branches.push({ condition, body: this.template() });
    } while (this.match(/#elseif[ \t]*\(\s*/y));
    const otherwise = this.match(/#else(?![A-Za-z])/y) ? this.template() : [];
    if (!this.match(/#end(?![A-Za-z])/y)) throw this.unsupported();
    this.depth--;
    return { kind: "if", branches, otherwise };
  }

  private print(): Part {
    const start = this.position;
    const quiet = this.source[start + 1] === "!";
    const value = this.reference();
    if (!value) throw this.unsupported();
    return { kind: "print", value, quiet, written: this.source.slice(start, this.position) };
  }

  private or(): Expression {
    return this.chain("or", /\s*\|\|\s*/y, () => this.and());
  }

  private and(): Expression {
    return this.chain("and", /\s*&&\s*/y, () => this.comparison());
  }

  private chain(kind: "and" | "or", operator: RegExp, next: () => Expression): Expression {
    let left = next();
    while (this.match(operator)) left = { kind, left, right: next() };
    return left;
  }

  private comparison(): Expression {
    if (this.match(/!\s*/y)) return { kind: "not", of: this.operand() };
    const left = this.operand();
    const operator = this.match(/\s*(==|!=)\s*/y)?.[1];
    if (operator === undefined) return left;
    return { kind: operator === "==" ? "equal" : "unequal", left, right: this.operand() };
  }

  private operand(): Expression {
    // In double quotes a reference would be replaced.
    const [quoted, double, single] = this.match(/"([^"$#\\]*)"|'([^'\\]*)'/y) ?? [];
    if (quoted !== undefined) return { kind: "literal", text: double ?? single ?? "" };
    const reference = this.reference();
    if (!reference) throw this.unsupported();
    return reference;
  }

  private reference(): Reference | undefined {
    if (this.of === "backend" && this.match(/\$!?input\.body(?![\w.(-])/y)) return { kind: "body" };
    const header = this.match(/\$!?input\.params\(\)\.header\.get\((["'])([\w-]+)\1\)(?![.(])/y)?.[2];
    if (header !== undefined) return { kind: "header", name: header };
    const name = this.lookAt(/\$!?([A-Za-z]\w*)(?![\w.(-])/y)?.[1];
    if (name === undefined || !this.variables.has(name)) return undefined;
    this.match(/\$!?\w+/y);
    return { kind: "variable", name };
  }

  private close(): void {
    if (!this.match(/\s*\)/y)) throw this.unsupported();
  }

  private lookAt(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    return pattern.exec(this.source) ?? undefined;
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    const found = this.lookAt(pattern);
    if (found) this.position += found[0].length;
    return found;
  }

  private unsupported(): Unsupported {
    const rest = this.source.slice(this.position).split(/\r?\n/)[0] ?? "";
    const shown = rest.length > 60 ? `${rest.slice(0, 60)}…` : rest;
    return new Unsupported(`${shown === "" ? "its end" : `"${shown}"`} is not evaluated here`);
  }
}
