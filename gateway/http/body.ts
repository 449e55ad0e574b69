import type { IncomingMessage } from "node:http";

/**
 * Reads the body of a request; further calls get the same body. Rejects with a `BodyError`.
 *
 * @param limit bytes, where fewer are allowed than the server allows; that of the first call applies
 */
export type ReadBody = (limit?: number) => Promise<Buffer>;

/** A body that cannot be read, with the status of the answer. */
export class BodyError extends Error {
  override readonly name = "BodyError";

  constructor(
    readonly status: 400 | 413 | 503,
    message: string,
  ) {
    super(message);
  }
}

/** The memory of all bodies together. */
export interface BodyBudget {
  /** Bytes. */
  readonly limit: number;
  held: number;
  /** Gives up a body that is not complete yet; the oldest first. */
  readonly unfinished: Set<(error: BodyError) => void>;
}

export interface BodyOptions {
  /** Bytes of one body. */
  readonly limit: number;
  readonly budget: BodyBudget;
  /** Tells a client that waits for it (Expect: 100-continue) to send its body. */
  readonly ask: () => void;
}

/** A body that is read on demand. `release` returns its memory to the budget. */
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
  const release = () => {
    options.budget.held -= taken;
    taken = 0;
  };
  return {
    read: (most = options.limit) => {
      reading ??= read(incoming, { take, release }, { ...options, limit: Math.min(most, options.limit) });
      return reading;
    },
    release,
  };
}

/** Whether the Content-Length header is over the limit. */
export function isTooLong({ headers }: IncomingMessage, limit: number): boolean {
  return Number(headers["content-length"] ?? 0) > limit;
}

const NO_BODY = Promise.resolve(Buffer.alloc(0));

/** By these headers alone a request says that it has a body: RFC 9112, 6.3. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

export function tooLong(limit: number): BodyError {
  return new BodyError(413, `HTTP content length exceeded ${limit} bytes.`);
}

function broken(): BodyError {
  return new BodyError(400, "The request ended before its body was whole.");
}

interface Room {
  take(bytes: number): void;
  release(): void;
}

function read(incoming: IncomingMessage, room: Room, { ask, budget, limit }: BodyOptions): Promise<Buffer> {
  if (isTooLong(incoming, limit)) return Promise.reject(tooLong(limit));
  // The connection has ended before the body was read: it emits no event any more.
  if (incoming.destroyed) return Promise.reject(broken());
  if (!hasBody(incoming)) return NO_BODY;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = () => {
      budget.unfinished.delete(refuse);
      incoming.off("data", receive);
    };
    const refuse = (error: BodyError) => {
      finish();
      chunks.length = 0;
      room.release();
      reject(error);
    };
    const receive = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) return refuse(tooLong(limit));
      makeRoom(chunk.length, budget);
      // It may have been given up itself.
      if (!budget.unfinished.has(refuse)) return;
      room.take(chunk.length);
      chunks.push(chunk);
    };
    const stop = () => {
      if (budget.unfinished.has(refuse)) refuse(broken());
    };
    budget.unfinished.add(refuse);
    incoming.on("data", receive);
    incoming.on("end", () => {
      finish();
      resolve(Buffer.concat(chunks));
    });
    incoming.on("error", stop);
    incoming.on("close", stop);
    ask();
  });
}

/**
 * Gives up the oldest incomplete bodies until there is room, so that senders that stall do not keep others out.
 */
function makeRoom(bytes: number, budget: BodyBudget): void {
  for (const refuse of budget.unfinished) {
    if (budget.held + bytes <= budget.limit) return;
    refuse(
      new BodyError(503, `Bodies of more than ${budget.limit} bytes are being read at once: try again.`),
    );
  }
}
