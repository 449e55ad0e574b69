import { check, maxLength, maxValue, minLength, minValue, number, pipe, string } from "valibot";

/** No control characters or halves of surrogate pairs: so a stored text can be shown, logged and put in a header. */
const PRINTABLE = /^[^\p{Cc}\p{Cs}]*$/u;

/** Text of 1 to `most` characters. */
export function text(most: number) {
  const message = `expected text of 1 to ${most} characters`;
  return pipe(
    string(message),
    minLength(1, message),
    maxLength(most, message),
    check((value) => PRINTABLE.test(value), `${message}, without control characters`),
  );
}

/** An amount of money, from 0 to a million. */
export function price() {
  const message = "expected a number from 0 to 1000000";
  return pipe(number(message), minValue(0, message), maxValue(1_000_000, message));
}
