/** Terraform's expression language as a tree; whole strings of .tf.json are templates. */
export type Expression =
  | { readonly kind: "literal"; readonly value: null | boolean | number | string }
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  /** The texts that a `%{ for }` makes, as one. */
  | { readonly kind: "repeated"; readonly each: ForExpression }
  /** What is recognised and not evaluated here, with the reason. */
  | { readonly kind: "opaque"; readonly text: string }
  /** The first name of a reference: `var`, `aws_iam_role`, or the variable of a `for`. */
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "attribute"; readonly of: Expression; readonly name: string }
  | { readonly kind: "index"; readonly of: Expression; readonly key: Expression }
  /** `list[*].a`: `each` is applied to every element, which it reaches under the name `""`. */
  | { readonly kind: "splat"; readonly of: Expression; readonly each: Expression }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Expression[];
      readonly spread: boolean;
    }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | {
      readonly kind: "object";
      readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
    }
  | { readonly kind: "unary"; readonly operator: "!" | "-"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "conditional";
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | ForExpression;

export interface ForExpression {
  readonly kind: "for";
  /** The variables: `[value]` or `[key, value]`. */
  readonly names: readonly string[];
  readonly over: Expression;
  /** Set for `{for … : key => value}`. */
  readonly key?: Expression;
  readonly value: Expression;
  readonly condition?: Expression;
  /** `...` after the value: values of equal keys are gathered in lists. */
  readonly grouped: boolean;
}

export type BinaryOperator =
  | "||"
  | "&&"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%";
