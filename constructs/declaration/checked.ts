/** Checks data against a valibot schema, since not all callers are compiled with the types. The first error has a code and a place. */
import * as v from "valibot";
import { didYouMean } from "../../contract/did-you-mean";
import { DeclarationError, type DeclarationErrorCode } from "./errors";
import { notPlain, placeOf, shown } from "./plain";

/** The codes of what can be wrong with any field; a schema has further ones, by `says`. */
export interface Codes {
  readonly invalid: DeclarationErrorCode;
  readonly fieldUnknown: DeclarationErrorCode;
  readonly fieldMissing: DeclarationErrorCode;
}

const CODES: Codes = {
  invalid: "VALUE_INVALID",
  fieldUnknown: "FIELD_UNKNOWN",
  fieldMissing: "FIELD_MISSING",
};

/**
 * Checks plain data.
 *
 * @param place what the value is called in messages: `routes`, `prod.userPool`
 * @throws DeclarationError in one sentence: the place, what was found, what was expected, the nearest known word
 */
export function check<const S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  place: string,
  codes: Codes = CODES,
): asserts value is v.InferInput<S> {
  const odd = notPlain(value, place);
  if (odd) {
    throw new DeclarationError(codes.invalid, `${odd.place} is ${odd.found}; expected plain data.`, {
      where: odd.place,
      expected: "plain data",
    });
  }
  checkShape(schema, value, place, codes);
}

/** As `check`, for a value that may hold constructs and tokens beside its data. */
export function checkShape<const S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  place: string,
  codes: Codes = CODES,
): asserts value is v.InferInput<S> {
  const { issues } = v.safeParse(schema, value);
  if (!issues) return;
  // A misspelt field is also a missing one; its own name says more.
  const issue = issues.find(isUnknownField) ?? issues[0];
  throw refusal(issue, place, codes);
}

type Issue = v.BaseIssue<unknown>;

const isUnknownField = ({ type, expected }: Issue) => type === "strict_object" && expected === "never";
const isMissingField = ({ type, path }: Issue) =>
  (type === "strict_object" || type === "loose_object") && path?.at(-1)?.origin === "key";

function refusal(issue: Issue, root: string, codes: Codes): DeclarationError {
  const path = issue.path ?? [];
  const at = (depth: number) =>
    path
      .slice(0, depth)
      .reduce<string>((place, item) => placeOf(place, item.key as PropertyKey, item.type === "array"), root);
  const [, code = "INVALID", words = issue.message] = /^([A-Z_]+): (.*)$/s.exec(issue.message) ?? [];
  const expected = /^expected (.*?)\.(?: Did you mean|$)/s.exec(words)?.[1];
  const found = (code: DeclarationErrorCode, where: string, what: string) =>
    new DeclarationError(code, `${where} ${what}; ${words}`, { where, expected });
  if (isUnknownField(issue))
    return found(codes.fieldUnknown, at(path.length - 1), `has the field ${shown(issue.input)}`);
  if (isMissingField(issue))
    return found(
      codes.fieldMissing,
      at(path.length - 1),
      `has no field ${shown(path.at(-1)?.key)}, which is required`,
    );
  // `says` is the only writer of such a word.
  const own = code === "INVALID" ? codes.invalid : (code as DeclarationErrorCode);
  return found(own, at(path.length), `is ${shown(issue.input)}`);
}

/**
 * The message of a schema: what was expected, and the nearest of the `known` words.
 *
 * @param code of this error, where it has one of its own
 */
export function says(
  expected: string,
  known: readonly string[] = [],
  code: DeclarationErrorCode | "INVALID" = "INVALID",
) {
  return ({ input }: Issue): string => `${code}: expected ${expected}.${didYouMean(input, known)}`;
}
