import { didYouMean, shown } from "../declaration";
import { DeclarationError, type DeclarationErrorCode } from "../declaration/errors";

interface UnknownHandler {
  /** Of the first route that names it. */
  readonly key: string;
  readonly handler: string;
  /** The handlers that there are. */
  readonly known: readonly string[];
  /** What to do where the route is right; a sentence without its stop. */
  readonly advice: string;
}

/** The error of a route whose handler is not there: the place, the handlers that are, and what to do. */
export function unknownHandler(code: DeclarationErrorCode, { advice, handler, key, known }: UnknownHandler) {
  const there = known.length === 0 ? "there is none" : `expected one of ${known.join(", ")}`;
  return new DeclarationError(
    code,
    `routes[${shown(key)}].handler is ${shown(handler)}; ${there}.${didYouMean(handler, known)} ${advice}.`,
  );
}
