import { Tokenization } from "cdktf";
import { resolvedBy } from "../constructs/arguments/resolved";

/**
 * Builds and writes an app in less than half of the time that cdktf needs, with the same result. Of 3,000 routes, cdktf spends
 * two thirds of its time on two things:
 *
 * - It resolves each value of each resource three times, plain values at the same cost as tokens. They are passed over here.
 * - It formats a stack trace for each token, which only the message of an error in that token shows. None is taken here.
 */
export function withoutNeedlessWork<T>(run: () => T): T {
  const { captureStackTrace } = Error;
  const { resolve } = Tokenization;
  Error.captureStackTrace = (target, below) => {
    if (target instanceof Error) captureStackTrace.call(Error, target, below);
  };
  Tokenization.resolve = (value, options) => resolvedBy((token) => resolve(token, options), value);
  try {
    return run();
  } finally {
    Object.assign(Error, { captureStackTrace });
    Object.assign(Tokenization, { resolve });
  }
}
