import { wholeExpression } from "../access/decide";
import { TerraformError } from "../error";

/**
 * Refuses, for a strict reader, an expression that cannot be evaluated in bounded time. For others, decisions that
 * depend on it are unknown.
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
