import type { IncomingMessage } from "node:http";

/**
 * The body of a request; the same one each time it is asked for. Rejects with a `BodyError`.
 *
 * @param limit bytes, where fewer are allowed than the server allows; of the first call it counts
 */
export type ReadBody = (limit?: number) => Promise<Buffer>;

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
  /** Bodies that are not whole yet, by how to give one up; the oldest first. */
  readonly unfinished: Set<(error: BodyError) => void>;
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

/** Whether a body is said to be longer than it may be. */
export function isTooLong({ headers }: IncomingMessage, limit: number): boolean {
  return Number(headers["content-length"] ?? 0) > limit;
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
  // Its sender went away before anybody asked: no event comes of it any more.
  if (incoming.destroyed) return Promise.reject(broken());
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
      // It may have been the oldest one itself.
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
 * Gives up the bodies that have been on their way longest, until there is room: a sender that stalls must not keep
 * others out.
 */
function makeRoom(bytes: number, budget: BodyBudget): void {
  for (const refuse of budget.unfinished) {
    if (budget.held + bytes <= budget.limit) return;
    refuse(
      new BodyError(503, `Bodies of more than ${budget.limit} bytes are being read at once: try again.`),
    );
  }
}
