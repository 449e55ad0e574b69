import type { BinaryOperator, Expression, ForExpression } from "./ast";
import type { Token } from "./lexer";
import { malformed } from "./malformed";
import { TokenReader } from "./token-reader";

const PRECEDENCE: readonly (readonly BinaryOperator[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];

/** Deeper than any real configuration, and shallow enough for the stack. */
export const MAX_DEPTH = 100;
/** Operators, steps and elements side by side; some of them nest in the tree. */
const MAX_CHAIN = 500;

/** Parses the inside of a quoted text or a heredoc, which is a template again. */
export type ParseText = (token: Token & { readonly kind: "quoted" | "heredoc" }, depth: number) => Expression;

/**
 * Parses the tokens of one expression.
 *
 * @param depth how deep the expression is in others
 * @throws TerraformError `EXPRESSION_MALFORMED`
 */
export class Parser extends TokenReader {
  constructor(
    tokens: readonly Token[],
    text: string,
    private readonly parseText: ParseText,
    private depth = 0,
  ) {
    super(tokens, text);
  }

  /** The one expression that the text is. */
  whole(): Expression {
    const expression = this.expression();
    this.end();
    return expression;
  }

  protected end(): void {
    if (this.next.kind !== "end") throw this.unexpected();
  }

  protected expression(): Expression {
    return this.deeper(() => {
      const test = this.binary(0);
      if (!this.take("?")) return test;
      const then = this.expression();
      this.skipLines();
      this.expect(":");
      return { kind: "conditional", test, then, otherwise: this.expression() };
    });
  }

  private deeper<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) throw malformed(this.text, this.next.at, "an expression nested too deeply");
    const part = read();
    this.depth--;
    return part;
  }

  private binary(level: number): Expression {
    const operators = PRECEDENCE[level];
    if (!operators) return this.unary();
    let left = this.binary(level + 1);
    for (let length = 1; ; length++) {
      const operator = operators.find((candidate) => this.take(candidate));
      if (!operator) return left;
      if (length > MAX_CHAIN) throw malformed(this.text, this.next.at, "a chain of too many operators");
      this.skipLines();
      left = { kind: "binary", operator, left, right: this.binary(level + 1) };
    }
  }

  private unary(): Expression {
    if (this.take("!")) return { kind: "unary", operator: "!", operand: this.deeper(() => this.unary()) };
    if (this.take("-")) return { kind: "unary", operator: "-", operand: this.deeper(() => this.unary()) };
    return this.traversal(this.primary());
  }

  private traversal(start: Expression): Expression {
    let of = start;
    for (let length = 0; ; length++) {
      if (length > MAX_CHAIN) throw malformed(this.text, this.next.at, "a reference of too many steps");
      if (this.take("."))
        of = this.take("*") ? { kind: "splat", of, each: this.attributes() } : this.attribute(of);
      else if (this.take("[")) {
        if (this.take("*")) {
          this.expect("]");
          const each = this.deeper(() => this.traversal({ kind: "name", name: "" }));
          return { kind: "splat", of, each };
        }
        const key = this.within(false, () => this.expression());
        this.skipLines();
        this.expect("]");
        of = { kind: "index", of, key };
      } else return of;
    }
  }

  /** After `.*`, attributes belong to each element, and what follows them to the list. */
  private attributes(): Expression {
    let of: Expression = { kind: "name", name: "" };
    while (this.peek(".")) {
      this.advance();
      of = this.attribute(of);
    }
    return of;
  }

  /** `.name`, or `.0`, an index as Terraform 0.11 wrote it. */
  private attribute(of: Expression): Expression {
    const step = this.advance();
    if (step.kind === "name") return { kind: "attribute", of, name: step.text };
    if (step.kind !== "number" || !/^\d+$/.test(step.text)) throw this.unexpected(step);
    return { kind: "index", of, key: { kind: "literal", value: Number(step.text) } };
  }

  private primary(): Expression {
    const token = this.advance();
    if (token.kind === "number") return number(token.text);
    if (token.kind === "quoted" || token.kind === "heredoc") return this.parseText(token, this.depth);
    if (token.kind === "name") return this.named(token.text);
    if (token.kind === "symbol") {
      if (token.text === "(") return this.parenthesized();
      if (token.text === "[") return this.forFollows() ? this.forIn("]") : this.list();
      if (token.text === "{") return this.forFollows() ? this.forIn("}") : this.object();
    }
    throw this.unexpected(token);
  }

  private parenthesized(): Expression {
    return this.within(false, () => {
      const inner = this.expression();
      this.expect(")");
      return inner;
    });
  }

  private named(name: string): Expression {
    if (this.take("(")) return this.within(false, () => this.call(name));
    if (name === "true" || name === "false") return { kind: "literal", value: name === "true" };
    if (name === "null") return { kind: "literal", value: null };
    return { kind: "name", name };
  }

  private call(name: string): Expression {
    const args: Expression[] = [];
    let spread = false;
    while (!this.take(")")) {
      args.push(this.expression());
      spread = this.take("...");
      if (!this.take(",") && !this.peek(")")) throw this.unexpected();
    }
    return { kind: "call", name, args, spread };
  }

  private list(): Expression {
    return this.within(false, () => {
      const items: Expression[] = [];
      while (!this.take("]")) {
        items.push(this.expression());
        if (!this.take(",") && !this.peek("]")) throw this.unexpected();
      }
      return { kind: "list", items };
    });
  }

  private object(): Expression {
    return this.within(true, () => {
      const entries: { key: Expression; value: Expression }[] = [];
      for (this.skipLines(); !this.take("}"); this.skipLines()) {
        const key = this.key();
        if (!this.take("=") && !this.take(":")) throw this.unexpected();
        this.skipLines();
        entries.push({ key, value: this.expression() });
        if (!this.take(",") && !this.take("\n") && !this.peek("}")) throw this.unexpected();
      }
      return { kind: "object", entries };
    });
  }

  /** A bare name is the key itself, `null` too; `(name)` is a reference. */
  private key(): Expression {
    const { kind } = this.next;
    const key = this.expression();
    if (kind !== "name") return key;
    if (key.kind === "name") return { kind: "literal", value: key.name };
    return key.kind === "literal" ? { kind: "literal", value: String(key.value) } : key;
  }

  private forIn(close: "]" | "}"): Expression {
    return this.within(false, () => {
      this.advance();
      const head = this.forHead();
      this.expect(":");
      const first = this.expression();
      const isObject = close === "}";
      if (isObject) this.expect("=>");
      const value = isObject ? this.expression() : first;
      const grouped = this.take("...");
      const condition = this.peekName("if") ? this.condition() : undefined;
      this.expect(close);
      return {
        kind: "for",
        ...head,
        ...(isObject && { key: first }),
        value,
        ...(condition && { condition }),
        grouped,
      };
    });
  }

  /** `name, name in list`, after the word `for`. */
  protected forHead(): Pick<ForExpression, "names" | "over"> {
    const names = [this.name()];
    if (this.take(",")) names.push(this.name());
    if (this.name() !== "in") throw malformed(this.text, this.next.at, "a for without `in`");
    return { names, over: this.expression() };
  }

  private condition(): Expression {
    this.advance();
    return this.expression();
  }
}

function number(text: string): Expression {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    return { kind: "opaque", text: `the number ${text} has more digits than are kept` };
  return { kind: "literal", value };
}
