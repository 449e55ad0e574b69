import { OverBudget, refuseLarge, unknownIn } from "../budget";
import { encodeJson } from "../json";
import { convert } from "../types/convert";
import { collection } from "../types/type";
import { isList, refused, Unresolved, type Value } from "../value";
import { characters } from "./characters";
import { float, text } from "./define";
import { defineShape } from "./kinds";

/** format() and its like. */
export const formatFunctions = defineShape({
  format: ([pattern, ...values]) => unknownIn(values)?.derived() ?? format(text(pattern), values),
  formatlist: ([pattern, ...values]) => {
    const lists = values.filter(isList);
    const [length = 1] = lists.map((items) => items.length);
    if (lists.some((items) => items.length !== length))
      throw refused("formatlist() of lists of different lengths");
    refuseLarge(length * values.length);
    const made = Array.from({ length }, (_, index) => {
      const row = values.map((value) => (isList(value) ? (value[index] as Value) : value));
      return unknownIn(row)?.derived() ?? format(text(pattern), row);
    });
    return collection(made, "list", "string");
  },
});

interface Verb {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly letter: string;
}

const VERB = /%(?:(%)|([-+ 0#]*)(\d+)?(?:\.(\d*))?(?:\[(\d+)\])?([a-zA-Z]))/gu;
/** Wider than any text for people; each of them may be in a long list. */
const MAX_WIDTH = 10_000;

function format(pattern: string, values: readonly Value[]): Value {
  const plain = pattern.replace(VERB, "");
  if (plain.includes("%")) throw refused(`format() of ${JSON.stringify(pattern)}, whose verbs are not valid`);
  let next = 0;
  let highest = 0;
  let isIndexed = false;
  let unknown: Unresolved | undefined;
  const made = pattern.replace(VERB, (_, percent, flags: string, width, precision, index, letter: string) => {
    if (percent) return "%";
    if (index !== undefined) {
      isIndexed = true;
      next = Number(index) - 1;
    }
    const value = values[next++];
    highest = Math.max(highest, next);
    if (value === undefined) throw refused(`format() has no argument ${next}`);
    const verb = {
      flags,
      width: Number(width ?? 0),
      precision: precision === undefined ? undefined : Number(precision),
      letter,
    };
    if (verb.width > MAX_WIDTH || (verb.precision ?? 0) > MAX_WIDTH)
      throw new OverBudget(`format() to a width of more than ${MAX_WIDTH} characters`);
    const written = formatted(verb, value);
    if (written instanceof Unresolved) unknown = written;
    return written instanceof Unresolved ? "" : written;
  });
  if (highest < values.length && !isIndexed)
    throw refused(`format() is given ${values.length} values, and takes ${highest}`);
  return unknown ?? made;
}

function formatted(verb: Verb, value: Value): string | Unresolved {
  if (verb.letter === "v") return general(verb, value);
  if (value === null) throw refused(`format() of null with %${verb.letter}`);
  switch (verb.letter) {
    case "t":
      // Without a width: Terraform has none for it.
      return String(convert(value, "bool"));
    case "s":
    case "q": {
      const written = convert(value, "string");
      if (typeof written !== "string") return written as Unresolved;
      const cut =
        verb.precision === undefined ? written : characters(written).slice(0, verb.precision).join("");
      return padded(verb, verb.letter === "q" ? encodeJson(cut) : cut);
    }
    case "b":
      return whole(verb, value, 2);
    case "o":
      return whole(verb, value, 8);
    case "d":
      return whole(verb, value, 10);
    case "x":
      return whole(verb, value, 16);
    case "X":
      return whole(verb, value, 16, (digits) => digits.toUpperCase());
    case "e":
    case "E":
    case "f":
    case "g":
    case "G":
      return fraction(verb, float(convert(value, "number")));
  }
  throw refused(`format() with %${verb.letter}`);
}

/** `%v`: texts as they are, numbers as `%g`, and the rest as JSON; `%#v` is always JSON. */
function general(verb: Verb, value: Value): string | Unresolved {
  if (verb.flags.includes("#") || value === null || typeof value === "object")
    return padded(verb, encodeJson(value));
  const written = convert(value, "string");
  return typeof written === "string" ? padded(verb, written) : (written as Unresolved);
}

function whole(
  verb: Verb,
  value: Value,
  base: number,
  change = (digits: string) => digits,
): string | Unresolved {
  const number = float(convert(value, "number"));
  if (!Number.isInteger(number)) throw refused(`format() of ${number} as a whole number`);
  if (!Number.isSafeInteger(number))
    return new Unresolved(`format() of the number ${number}, which is too large`);
  const prefix = verb.flags.includes("#")
    ? ({ 8: "0", 16: verb.letter === "X" ? "0X" : "0x" }[base] ?? "")
    : "";
  return signed(verb, number < 0, prefix + change(Math.abs(number).toString(base)));
}

function fraction(verb: Verb, number: number): string | Unresolved {
  const digits = Math.abs(number);
  const { letter, precision = letter === "g" || letter === "G" ? undefined : 6 } = verb;
  if (precision !== undefined && precision > 15)
    return new Unresolved(`format() with ${precision} digits, which are more than are kept`);
  const written =
    letter === "f"
      ? digits.toFixed(precision)
      : letter === "e" || letter === "E"
        ? exponential(digits, precision)
        : shortest(digits, precision);
  return signed(verb, number < 0, letter === letter.toUpperCase() ? written.toUpperCase() : written);
}

/** Go writes at least two digits of the exponent. */
function exponential(number: number, precision: number | undefined): string {
  return number.toExponential(precision).replace(/e([-+])(\d)$/, "e$10$2");
}

function shortest(number: number, precision: number | undefined): string {
  const exponent = number === 0 ? 0 : Number(number.toExponential(precision && precision - 1).split("e")[1]);
  if (exponent < -4 || exponent >= (precision ?? 6)) return exponential(number, precision && precision - 1);
  return precision === undefined
    ? String(number)
    : String(Number(number.toPrecision(Math.max(1, precision))));
}

function signed(verb: Verb, isNegative: boolean, digits: string): string {
  const sign = isNegative ? "-" : verb.flags.includes("+") ? "+" : verb.flags.includes(" ") ? " " : "";
  const zeros = verb.flags.includes("0") && !verb.flags.includes("-");
  return padded(verb, sign + (zeros ? digits.padStart(verb.width - sign.length, "0") : digits));
}

function padded({ flags, width }: Verb, written: string): string {
  const blanks = " ".repeat(Math.max(0, width - characters(written).length));
  return flags.includes("-") ? written + blanks : blanks + written;
}
