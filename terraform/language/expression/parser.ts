import type { BinaryOperator, Expression, ForExpression } from "./ast";
import { malformed, type Token } from "./lexer";
import { TokenReader } from "./token-reader";

const PRECEDENCE: readonly (readonly BinaryOperator[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];

// Deeper than any real configuration, and shallow enough for the stack.
const MAX_DEPTH = 200;

/**
 * Parses the tokens of one expression.
 *
 * @param quoted parses the inside of a quoted text, which is a template again
 * @throws TerraformError `EXPRESSION_MALFORMED`
 */
export function parseTokens(
  tokens: readonly Token[],
  text: string,
  quoted: (text: string) => Expression,
): Expression {
  return new Parser(tokens, text, quoted).whole();
}

class Parser extends TokenReader {
  private depth = 0;

  constructor(
    tokens: readonly Token[],
    text: string,
    private readonly quoted: (text: string) => Expression,
  ) {
    super(tokens, text);
  }

  whole(): Expression {
    const expression = this.expression();
    this.skipLines();
    if (this.next.kind !== "end") throw this.unexpected();
    return expression;
  }

  private expression(): Expression {
    if (++this.depth > MAX_DEPTH) throw malformed(this.text, this.next.at, "an expression nested too deeply");
    this.skipLines();
    const test = this.binary(0);
    this.skipLinesBefore("?");
    let result = test;
    if (this.take("?")) {
      const then = this.expression();
      this.skipLines();
      this.expect(":");
      result = { kind: "conditional", test, then, otherwise: this.expression() };
    }
    this.depth--;
    return result;
  }

  private binary(level: number): Expression {
    const operators = PRECEDENCE[level];
    if (!operators) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const operator = operators.find((candidate) => this.take(candidate));
      if (!operator) return left;
      this.skipLines();
      left = { kind: "binary", operator, left, right: this.binary(level + 1) };
    }
  }

  private unary(): Expression {
    if (this.take("!")) return { kind: "unary", operator: "!", operand: this.unary() };
    if (this.take("-")) return { kind: "unary", operator: "-", operand: this.unary() };
    return this.traversal(this.primary());
  }

  private traversal(start: Expression): Expression {
    let of = start;
    for (;;) {
      if (this.take(".")) {
        if (this.take("*")) return { kind: "splat", of, each: this.traversal({ kind: "name", name: "" }) };
        const step = this.advance();
        if (step.kind === "name") of = { kind: "attribute", of, name: step.text };
        // `list.0`, an index as Terraform 0.11 wrote it.
        else if (step.kind === "number")
          of = { kind: "index", of, key: { kind: "literal", value: step.value } };
        else throw this.unexpected(step);
      } else if (this.take("[")) {
        if (this.take("*")) {
          this.expect("]");
          return { kind: "splat", of, each: this.traversal({ kind: "name", name: "" }) };
        }
        const key = this.expression();
        this.skipLines();
        this.expect("]");
        of = { kind: "index", of, key };
      } else return of;
    }
  }

  private primary(): Expression {
    const token = this.advance();
    if (token.kind === "number") return { kind: "literal", value: token.value };
    if (token.kind === "quoted") return this.quoted(token.text);
    if (token.kind === "name") return this.named(token.text);
    if (token.kind === "symbol") {
      if (token.text === "(") {
        const inner = this.expression();
        this.skipLines();
        this.expect(")");
        return inner;
      }
      if (token.text === "[")
        return this.namesFollow("for", undefined) ? this.forExpression("]") : this.list();
      if (token.text === "{")
        return this.namesFollow("for", undefined) ? this.forExpression("}") : this.object();
    }
    throw this.unexpected(token);
  }

  private named(name: string): Expression {
    if (this.take("(")) return this.call(name);
    if (name === "true" || name === "false") return { kind: "literal", value: name === "true" };
    if (name === "null") return { kind: "literal", value: null };
    return { kind: "name", name };
  }

  private call(name: string): Expression {
    const args: Expression[] = [];
    let spread = false;
    for (this.skipLines(); !this.take(")"); this.skipLines()) {
      args.push(this.expression());
      this.skipLines();
      spread = this.take("...");
      if (!this.take(",") && !this.peek(")")) throw this.unexpected();
    }
    return { kind: "call", name, args, spread };
  }

  private list(): Expression {
    const items: Expression[] = [];
    for (this.skipLines(); !this.take("]"); this.skipLines()) {
      items.push(this.expression());
      this.skipLines();
      if (!this.take(",") && !this.peek("]")) throw this.unexpected();
    }
    return { kind: "list", items };
  }

  private object(): Expression {
    const entries: { key: Expression; value: Expression }[] = [];
    for (this.skipLines(); !this.take("}"); this.skipLines()) {
      const isReference = this.peek("(");
      const key = this.expression();
      if (!this.take("=") && !this.take(":")) throw this.unexpected();
      // A bare name is the key itself, not a reference; `(name)` is one.
      const named: Expression =
        key.kind === "name" && !isReference ? { kind: "literal", value: key.name } : key;
      entries.push({ key: named, value: this.expression() });
      if (!this.take(",") && !this.take("\n") && !this.peek("}")) throw this.unexpected();
    }
    return { kind: "object", entries };
  }

  private forExpression(close: "]" | "}"): ForExpression {
    this.skipLines();
    this.advance();
    const names = [this.name()];
    if (this.take(",")) names.push(this.name());
    if (this.name() !== "in") throw malformed(this.text, this.next.at, "a for without `in`");
    const over = this.expression();
    this.skipLines();
    this.expect(":");
    const first = this.expression();
    const value = close === "}" ? this.valueAfterArrow() : first;
    const grouped = this.take("...");
    this.skipLines();
    const condition = this.next.kind === "name" && this.next.text === "if" ? this.condition() : undefined;
    this.skipLines();
    this.expect(close);
    return {
      kind: "for",
      names,
      over,
      ...(close === "}" && { key: first }),
      value,
      ...(condition && { condition }),
      grouped,
    };
  }

  private valueAfterArrow(): Expression {
    this.skipLines();
    this.expect("=>");
    return this.expression();
  }

  private condition(): Expression {
    this.advance();
    return this.expression();
  }
}
