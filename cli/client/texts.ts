import { UsageError } from "../error";
import type { ClientFacts } from "./facts";

/** Separators of lines and other control characters, and what editors take for a variable or run as a script. */
const UNFIT = /[\p{Cc}\u2028\u2029]|\{\{|\}\}/u;

/**
 * Refuses texts that would end a line of a file, or be run by an editor that sends requests. No name, path or address at AWS has such a character, but the Terraform may
 * be anybody's.
 *
 * @throws UsageError `CLIENT_FORMAT_UNFIT`
 */
export function checkTexts(facts: ClientFacts): void {
  const left: unknown[] = [facts];
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (typeof value === "string" && UNFIT.test(value))
      throw new UsageError(
        "CLIENT_FORMAT_UNFIT",
        `${JSON.stringify(value)} has a line break, another control character, or braces that editors take for a variable.`,
      );
    if (typeof value !== "object" || value === null) continue;
    // Schemas are written as JSON, in which such characters are escaped.
    for (const [name, one] of Object.entries(value))
      if (name !== "models" && one !== null) left.push(name, one);
  }
}
