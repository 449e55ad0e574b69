import { TerraformError } from "../../../error";

/** Longer texts are shown in part. */
const MAX_SHOWN = 80;

/** An error in the syntax of an expression, with the place. */
export function malformed(text: string, at: number, what: string): TerraformError {
  const shown =
    text.length <= MAX_SHOWN ? text : `…${text.slice(Math.max(0, at - 20), at + MAX_SHOWN - 20)}…`;
  return new TerraformError(
    "EXPRESSION_MALFORMED",
    `${what} at character ${at + 1} of ${JSON.stringify(shown)}`,
  );
}
