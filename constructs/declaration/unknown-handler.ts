import { didYouMean, shown } from ".";
import { DeclarationError, type DeclarationErrorCode } from "./errors";

interface UnknownHandler {
  /** The key of the first route that names the handler. */
  readonly key: string;
  readonly handler: string;
  /** The names of the existing handlers. */
  readonly known: readonly string[];
  /** What to do where the route is right, as a sentence without a full stop. */
  readonly advice: string;
}

/** The error of a route whose handler does not exist: its place, the existing handlers, and what to do. */
export function unknownHandler(code: DeclarationErrorCode, { advice, handler, key, known }: UnknownHandler) {
  const there = known.length === 0 ? "there is none" : `expected one of ${known.join(", ")}`;
  return new DeclarationError(
    code,
    `routes[${shown(key)}].handler is ${shown(handler)}; ${there}.${didYouMean(handler, known)} ${advice}.`,
    {
      where: `routes[${shown(key)}].handler`,
      expected: known.length === 0 ? undefined : `one of ${known.join(", ")}`,
    },
  );
}
