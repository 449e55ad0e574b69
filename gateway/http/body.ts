import type { IncomingMessage } from "node:http";

/** The body of a request; the same one each time it is asked for. Rejects with a `BodyError`. */
export type ReadBody = () => Promise<Buffer>;

/** A body that is not there to be had. */
export class BodyError extends Error {
  override readonly name = "BodyError";

  constructor(
    readonly status: 400 | 413 | 503,
    message: string,
  ) {
    super(message);
  }
}

/** How much of all bodies together may be in memory at one time. */
export interface BodyBudget {
  /** Bytes. */
  readonly limit: number;
  held: number;
}

export interface BodyOptions {
  /** Bytes of one body. */
  readonly limit: number;
  readonly budget: BodyBudget;
  /** Tells a client that waits for it (Expect: 100-continue) to send its body. */
  readonly ask: () => void;
}

/** A body that is read when it is asked for, and not before; `release` gives its memory back. */
export interface Body {
  readonly read: ReadBody;
  release(): void;
}

export function bodyOf(incoming: IncomingMessage, options: BodyOptions): Body {
  let reading: Promise<Buffer> | undefined;
  let taken = 0;
  const take = (bytes: number) => {
    taken += bytes;
    options.budget.held += bytes;
  };
  return {
    read: () => {
      reading ??= read(incoming, take, options);
      return reading;
    },
    release() {
      options.budget.held -= taken;
      taken = 0;
    },
  };
}

/** Whether a body is said to be longer than it may be. */
export function isTooLong({ headers }: IncomingMessage, limit: number): boolean {
  return Number(headers["content-length"] ?? 0) > limit;
}

export function tooLong(limit: number): BodyError {
  return new BodyError(413, `HTTP content length exceeded ${limit} bytes.`);
}

function read(
  incoming: IncomingMessage,
  take: (bytes: number) => void,
  { ask, budget, limit }: BodyOptions,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (error: BodyError) => {
      chunks.length = 0;
      incoming.off("data", receive);
      reject(error);
    };
    const receive = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) return refuse(tooLong(limit));
      if (budget.held + chunk.length > budget.limit)
        return refuse(
          new BodyError(503, `Bodies of more than ${budget.limit} bytes are being read at once: try again.`),
        );
      take(chunk.length);
      chunks.push(chunk);
    };
    const broken = () => reject(new BodyError(400, "The request ended before its body was whole."));
    incoming.on("data", receive);
    incoming.on("end", () => resolve(Buffer.concat(chunks)));
    incoming.on("error", broken);
    incoming.on("close", broken);
    ask();
  });
}
