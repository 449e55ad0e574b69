/** A parsed mapping template. */
export type Template = readonly Part[];

export type Part =
  | { readonly kind: "text"; readonly text: string }
  /** A reference that is printed. Without a value it is printed as it is written, or not at all where it is `quiet`. */
  | { readonly kind: "print"; readonly value: Reference; readonly written: string; readonly quiet: boolean }
  | { readonly kind: "set"; readonly variable: string; readonly value: Expression }
  /** `$context.responseOverride.header.NAME` */
  | { readonly kind: "override"; readonly header: string; readonly value: Expression }
  | { readonly kind: "if"; readonly branches: readonly Branch[]; readonly otherwise: Template };

export interface Branch {
  readonly condition: Expression;
  readonly body: Template;
}

export type Reference =
  | { readonly kind: "variable"; readonly name: string }
  /** `$input.body` */
  | { readonly kind: "body" }
  /** `$input.params().header.get("NAME")`; the name has a case. */
  | { readonly kind: "header"; readonly name: string };

export type Expression =
  | Reference
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "not"; readonly of: Expression }
  | {
      readonly kind: "and" | "or" | "equal" | "unequal";
      readonly left: Expression;
      readonly right: Expression;
    };
