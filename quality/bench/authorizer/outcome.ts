/** What a verifier did with a token. `uncaught` would have ended the process. */
export type Outcome = "accepted" | "refused" | "uncaught" | "silent";

export type Verify = (token: string) => unknown;

/** Milliseconds. */
export const TIME_LIMIT = 5_000;

/**
 * Waits for the verifier's answer, whatever it does: it may throw, reject, throw outside of what its caller waits for, or
 * never settle.
 */
export async function outcomeOf(verify: Verify, token: string, timeLimit = TIME_LIMIT): Promise<Outcome> {
  let end = (_: Outcome): void => {};
  const uncaught = () => end("uncaught");
  process.once("uncaughtException", uncaught);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Outcome>((resolve) => {
      end = resolve;
      timer = setTimeout(() => resolve("silent"), timeLimit);
      Promise.resolve()
        .then(() => verify(token))
        .then(
          () => resolve("accepted"),
          () => resolve("refused"),
        );
    });
  } finally {
    clearTimeout(timer);
    process.off("uncaughtException", uncaught);
  }
}

/** Runs the call at a fixed moment, since not every verifier takes a clock. */
export async function atMoment<T>(milliseconds: number, call: () => Promise<T>): Promise<T> {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...values: unknown[]) {
      super(...((values.length > 0 ? values : [milliseconds]) as [number]));
    }
    static override now = () => milliseconds;
  } as DateConstructor;
  try {
    return await call();
  } finally {
    globalThis.Date = Real;
  }
}
