import type { Expression } from "./ast";
import { type Directive, parseDirective } from "./directives";
import { tokens } from "./lexer";
import { malformed } from "./malformed";
import { MAX_DEPTH, Parser, type ParseText } from "./parser";
import { flush, type Part, partsOf } from "./template-parts";

/**
 * A string of .tf.json as an expression, or the text of a file for templatefile(). `${…}` is evaluated, `$${` and `%%{`
 * are a literal `${` and `%{`. A string that is one interpolation and nothing else has that value, whatever its type.
 *
 * @param known interpolations by their code: those of this text are added. Most texts of a configuration share a few
 * @throws TerraformError `EXPRESSION_MALFORMED`
 */
export function parseTemplate(text: string, known?: Interpolations): Expression {
  const parts = partsOf(text, true, (literal) => literal);
  return template(parts, text, 0, known);
}

export type Interpolations = Map<string, Expression>;

/** One expression, as HCL has it on the right of `=`. */
export function parseExpression(text: string, depth = 0): Expression {
  return new Parser(tokens(text), text, parseText, depth).whole();
}

/** The inside of a quoted text, where `\n`, `\"` and the like are escapes, or of a heredoc, which has none. */
const parseText: ParseText = (token, depth) => {
  const { kind, text } = token;
  if (depth >= MAX_DEPTH) throw malformed(text, 0, "an expression nested too deeply");
  const parts =
    kind === "quoted" ? partsOf(text, false, unescaped) : partsOf(text, true, (literal) => literal);
  if (kind === "heredoc" && token.flush) flush(parts);
  return template(parts, text, depth + 1);
};

function template(
  parts: readonly Part[],
  text: string,
  depth: number,
  known: Interpolations = new Map(),
): Expression {
  const reader = new TemplateReader(parts, text, depth, known);
  const read = reader.upTo([]);
  const [only] = read;
  if (!only) return { kind: "literal", value: "" };
  const isAlone = read.length === 1 && parts.every((part) => part.kind !== "directive");
  return isAlone ? only : { kind: "template", parts: read };
}

/** Reads the parts of a template, with what stands between its directives. */
class TemplateReader {
  private position = 0;

  constructor(
    private readonly parts: readonly Part[],
    private readonly text: string,
    private readonly depth: number,
    private readonly known: Interpolations,
  ) {}

  /** The parts up to one of these directives, which is read too; without any, all. */
  upTo(ends: readonly Directive["kind"][], inside = 0): Expression[] {
    if (this.depth + inside > MAX_DEPTH) throw malformed(this.text, 0, "a template nested too deeply");
    const read: Expression[] = [];
    for (let part = this.parts[this.position++]; part; part = this.parts[this.position++]) {
      if (part.kind === "text") pushText(read, part.text);
      else if (part.kind === "interpolation") read.push(this.interpolation(part.text));
      else {
        const directive = parseDirective(part.text, parseText, this.depth + 1);
        this.last = directive.kind;
        if (ends.includes(directive.kind)) return read;
        read.push(this.block(directive, inside + 1));
      }
    }
    if (ends.length > 0) throw malformed(this.text, 0, `a directive without ${ends.join(" or ")}`);
    return read;
  }

  private last: Directive["kind"] | undefined;

  private interpolation(code: string): Expression {
    if (code.trim() === "") throw malformed(this.text, 0, "an empty interpolation");
    const parsed = this.known.get(code) ?? parseExpression(code, this.depth + 1);
    this.known.set(code, parsed);
    return parsed;
  }

  private block(directive: Directive, inside: number): Expression {
    const body = (...ends: Directive["kind"][]): Expression => {
      return { kind: "template", parts: this.upTo(ends, inside) };
    };
    if (directive.kind === "if") {
      const then = body("else", "endif");
      const otherwise: Expression = this.last === "else" ? body("endif") : { kind: "literal", value: "" };
      return { kind: "conditional", test: directive.test, then, otherwise };
    }
    if (directive.kind === "for") {
      const { names, over } = directive;
      return { kind: "repeated", each: { kind: "for", names, over, value: body("endfor"), grouped: false } };
    }
    throw malformed(this.text, 0, `${directive.kind} without its beginning`);
  }
}

/** Texts of Terraform are in the normal form C of Unicode. */
function pushText(parts: Expression[], text: string): void {
  const last = parts.at(-1);
  if (last?.kind === "literal" && typeof last.value === "string")
    parts[parts.length - 1] = { kind: "literal", value: (last.value + text).normalize() };
  else if (text !== "") parts.push({ kind: "literal", value: text.normalize() });
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

function unescaped(literal: string): string {
  return literal.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs, (all, u4, u8, char: string) => {
    if (u4 ?? u8) return String.fromCodePoint(Number.parseInt(u4 ?? u8, 16));
    const escaped = ESCAPES[char];
    if (escaped === undefined) throw malformed(literal, literal.indexOf(all), `the escape ${all}`);
    return escaped;
  });
}
