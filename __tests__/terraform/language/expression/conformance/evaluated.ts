import {
  encodeJson,
  evaluate,
  parseType,
  typeOf,
  typeText,
  unresolvedIn,
} from "../../../../../terraform/language/expression";
import { parseExpression } from "../../../../../terraform/language/expression/syntax/template";
import { mayBeSame } from "../../../../../terraform/language/expression/types/equal";

/** What an expression makes: its value as JSON and its type, or a refusal. */
export type Result = { readonly json: string; readonly type: string } | "refused";

/** What the evaluator makes of an expression without references, or why it is unknown. */
export function evaluated(expression: string): Result | { readonly unknown: string } {
  try {
    const value = evaluate(parseExpression(expression), {
      reference: ([name]) => {
        throw new Error(`the expression refers to ${name}`);
      },
    });
    const unknown = unresolvedIn(value);
    if (unknown) return { unknown: unknown.unknown };
    return { json: encodeJson(value), type: typeText(typeOf(value)) };
  } catch (error) {
    if ((error as { readonly code?: string }).code === "EXPRESSION_MALFORMED") return "refused";
    throw error;
  }
}

/**
 * A result with the other's type where the two may be the same: a null and an empty list have no type of their own in
 * the evaluator.
 */
export function comparable(
  result: ReturnType<typeof evaluated>,
  other: Result,
): ReturnType<typeof evaluated> {
  if (typeof result === "string" || "unknown" in result || other === "refused") return result;
  return mayBeSame(parseType(result.type), parseType(other.type)) ? { ...result, type: other.type } : result;
}
