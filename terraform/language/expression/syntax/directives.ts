import type { Expression, ForExpression } from "./ast";
import { tokens } from "./lexer";
import { malformed } from "./malformed";
import { Parser, type ParseText } from "./parser";

/** A directive of a template, such as `%{ for x in list }`. */
export type Directive =
  | { readonly kind: "if"; readonly test: Expression }
  | ({ readonly kind: "for" } & Pick<ForExpression, "names" | "over">)
  | { readonly kind: "else" | "endif" | "endfor" };

/** @throws TerraformError `EXPRESSION_MALFORMED` */
export function parseDirective(text: string, parseText: ParseText, depth: number): Directive {
  return new DirectiveParser(tokens(text), text, parseText, depth).directive();
}

class DirectiveParser extends Parser {
  directive(): Directive {
    const word = this.name();
    const directive = this.after(word);
    this.end();
    return directive;
  }

  private after(word: string): Directive {
    switch (word) {
      case "if":
        return { kind: "if", test: this.expression() };
      case "for":
        return { kind: "for", ...this.forHead() };
      case "else":
      case "endif":
      case "endfor":
        return { kind: word };
    }
    throw malformed(this.text, 0, `the directive ${word}`);
  }
}
