import type { Expression } from "./ast";
import { endOfInterpolation, malformed, opensInterpolation, tokens } from "./lexer";
import { parseTokens } from "./parser";

/**
 * A string of .tf.json as an expression. `${…}` is evaluated, `$${` and `%%{` are a literal `${` and `%{`.
 * A string that is one interpolation and nothing else has that value, whatever its type.
 *
 * @throws TerraformError `EXPRESSION_MALFORMED`
 */
export function parseTemplate(text: string): Expression {
  return template(text, (literal) => literal);
}

/** The inside of a quoted text within an expression, where `\n`, `\"` and the like are escapes. */
function parseQuoted(text: string): Expression {
  return template(text, unescaped);
}

/** One expression, as HCL has it on the right of `=`. */
export function parseExpression(text: string): Expression {
  return parseTokens(tokens(text), text, parseQuoted);
}

function template(text: string, literally: (literal: string) => string): Expression {
  const parts: Expression[] = [];
  let literal = "";
  const endLiteral = () => {
    if (literal !== "") parts.push({ kind: "literal", value: literally(literal) });
    literal = "";
  };
  let at = 0;
  while (at < text.length) {
    if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
      literal += text.slice(at + 1, at + 3);
      at += 3;
    } else if (opensInterpolation(text, at)) {
      endLiteral();
      const end = endOfInterpolation(text, at);
      parts.push(interpolation(text, at, end));
      at = end;
    } else {
      literal += text[at++];
    }
  }
  endLiteral();
  const [only] = parts;
  if (!only) return { kind: "literal", value: "" };
  return parts.length === 1 ? only : { kind: "template", parts };
}

function interpolation(text: string, at: number, end: number): Expression {
  if (text[at] === "%") return { kind: "opaque", text: text.slice(at, end) };
  // `~` inside the braces strips blanks around them, which a reader of access cannot do without.
  const inner = text.slice(at + 2, end - 1);
  if (inner.startsWith("~") || inner.endsWith("~")) return { kind: "opaque", text: text.slice(at, end) };
  if (inner.trim() === "") throw malformed(text, at, "an empty interpolation");
  return parseExpression(inner);
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
