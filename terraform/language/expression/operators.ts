import type { BinaryOperator } from "./syntax/ast";
import { convert } from "./types/convert";
import { equal } from "./types/equal";
import { describe, numberOf, refused, Unresolved, type Value } from "./value";

/** `!` and `-`. */
export function unary(operator: "!" | "-", operand: Value): Value {
  if (operand instanceof Unresolved) return operand.derived();
  return operator === "!" ? !truth(operand) : -number(operand);
}

/** Every operator but `&&` and `||`, which may do without their right side. */
export function binary(operator: Exclude<BinaryOperator, "&&" | "||">, left: Value, right: Value): Value {
  if (operator === "==") return equal(left, right);
  if (operator === "!=") {
    const same = equal(left, right);
    return same instanceof Unresolved ? same : !same;
  }
  if (left instanceof Unresolved) return left.derived();
  if (right instanceof Unresolved) return right.derived();
  return calculated(operator, number(left), number(right));
}

function calculated(
  operator: Exclude<BinaryOperator, "&&" | "||" | "==" | "!=">,
  left: number,
  right: number,
): Value {
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "+":
      return numberOf(left + right);
    case "-":
      return numberOf(left - right);
    case "*":
      return numberOf(left * right);
    case "/":
      if (right === 0) throw refused("a division by zero");
      return numberOf(left / right);
    case "%":
      return right === 0 ? left : numberOf(left % right);
  }
}

/** `&&` and `||`: one side decides where it is false or true, whatever the other is. */
export function logical(operator: "&&" | "||", left: Value, right: () => Value): Value {
  const decides = operator === "||";
  if (!(left instanceof Unresolved) && truth(left) === decides) return decides;
  const other = right();
  if (!(other instanceof Unresolved) && truth(other) === decides) return decides;
  if (left instanceof Unresolved) return left.derived();
  return other instanceof Unresolved ? other.derived() : !decides;
}

/** A condition: `"true"` is one too. */
export function truth(value: Value): boolean {
  if (value !== null) return convert(value, "bool") as boolean;
  throw refused(`${describe(value)} where true or false was expected`);
}

export function number(value: Value): number {
  if (value !== null) return convert(value, "number") as number;
  throw refused(`${describe(value)} where a number was expected`);
}
