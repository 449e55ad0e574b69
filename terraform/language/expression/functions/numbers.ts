import { convert } from "../types/convert";
import { describe, numberOf, refused, Unresolved, type Value } from "../value";
import { float, integer, list, text } from "./define";
import { defineContents } from "./kinds";

/** Functions of numbers. */
export const numberFunctions = defineContents({
  abs: ([of]) => Math.abs(float(of)),
  ceil: ([of]) => Math.ceil(float(of)),
  floor: ([of]) => Math.floor(float(of)),
  log: ([of, base]) => {
    const result = float(of) > 0 ? Math.log(float(of)) / Math.log(float(base)) : Number.NaN;
    return numberOf(result);
  },
  max: (numbers) => extreme(numbers, Math.max),
  min: (numbers) => extreme(numbers, Math.min),
  parseint: ([of, base]) => parseInteger(text(of), integer(base)),
  pow: ([base, exponent]) => numberOf(float(base) ** float(exponent)),
  signum: ([of]) => Math.sign(integer(of)),
  sum: ([of]) => {
    const numbers = list(of);
    if (numbers.length === 0) throw refused("sum() of no numbers");
    return numberOf(numbers.reduce<number>((sum, item) => sum + float(convert(item, "number")), 0));
  },
});

function extreme(numbers: readonly Value[], choose: (...of: readonly number[]) => number): Value {
  if (numbers.length === 0) throw refused("min() or max() of no numbers");
  return numbers.map(float).reduce((a, b) => choose(a, b));
}

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Up to base 36, small and capital letters are the same digits. */
function parseInteger(of: string, base: number): Value {
  if (base < 2 || base > 62) throw refused(`parseint() to the base ${base}`);
  const [, sign, digits = ""] = /^([-+]?)(.*)$/s.exec(base <= 36 ? of.toLowerCase() : of) ?? [];
  let value = 0;
  for (const digit of digits) {
    const worth = DIGITS.indexOf(digit);
    if (worth < 0 || worth >= base) throw refused(`parseint() of ${JSON.stringify(of)} to the base ${base}`);
    value = value * base + worth;
  }
  if (digits === "") throw refused("parseint() of an empty text");
  if (!Number.isSafeInteger(value))
    return new Unresolved(`parseint() of ${describe(of)}, which has more digits than are kept`);
  return sign === "-" ? -value : value;
}
