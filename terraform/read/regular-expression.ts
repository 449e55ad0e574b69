import { wholeExpression } from "../access/decide";
import { TerraformError } from "../error";

/**
 * Of a strict reader: what cannot be evaluated in bounded time stops it. Another one answers `unknown` where it is asked.
 *
 * @throws TerraformError `ARGUMENT_UNSUPPORTED`
 */
export function checkRegularExpression(
  argument: string,
  text: string | undefined,
  { address, strict }: { readonly address: string; readonly strict: boolean },
): void {
  const expression = strict && text !== undefined ? wholeExpression(text) : undefined;
  if (!expression || !("unreadable" in expression)) return;
  throw new TerraformError(
    "ARGUMENT_UNSUPPORTED",
    `${argument} cannot be evaluated in bounded time (${expression.unreadable}): ${text}`,
    address,
  );
}
