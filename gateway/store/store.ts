import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { GatehouseError } from "../../contract/errors";
import type { DynamoTable } from "../../terraform/model";
import { GateError } from "../error";
import { type Child, startChild } from "../process/child";
import { stateInUse, tablesFolder } from "./claim";
import { type CallStore, createMissingTables, type StoreAnswer } from "./tables";

/** The table store: DynamoDB's operations over tables in the state folder, in a separate process. */
export interface Store {
  readonly call: CallStore;
  /**
   * Creates the tables that are missing. Others keep their items.
   *
   * @throws {GateError} `STORE_FAILED`
   */
  ensure(tables: readonly DynamoTable[]): Promise<void>;
  close(): Promise<void>;
}

/** @throws {GateError} `STATE_IN_USE`, `STORE_FAILED` */
export type OpenStore = (stateDir: string, log: (line: string) => void) => Promise<Store>;

/** Why the store cannot answer. The message is for the gate's log. */
export class StoreProblem extends GatehouseError<"STORE_UNAVAILABLE"> {
  override readonly name: string = "StoreProblem";

  constructor(message: string) {
    super("STORE_UNAVAILABLE", message);
  }
}

/** Bytes of an answer; a page has 1 MB, a batch 16. */
const LONGEST_ANSWER = 64 << 20;
/** Milliseconds for which calls fail at once after the store could not be opened, before it is opened again. */
const AGAIN_MS = 500;
/** A process that has just ended may still hold the folder. */
const CLAIMS = { attempts: 5, everyMs: 100 };

interface Running {
  readonly child: Child;
  readonly call: CallStore;
}

/**
 * Opens the store. When its process ends, the calls under way fail; the next call starts it again, with the same
 * tables.
 */
export const openStore: OpenStore = async (stateDir, log) => {
  const path = tablesFolder(stateDir);
  let tables: readonly DynamoTable[] = [];
  let closed = false;
  let running: Promise<Running> | undefined;
  /** How many processes in a row ended right after their start. */
  let brief = 0;
  let failure: { readonly problem: StoreProblem; readonly until: number } | undefined;

  const start = async (): Promise<Running> => {
    const started = performance.now();
    const host = await startHost(path, log, (problem) => {
      running = undefined;
      if (closed) return;
      log(`tables: ${problem}. They are opened anew for the next call.`);
      brief = performance.now() - started < AGAIN_MS ? brief + 1 : 0;
      if (brief > 2) failure = { problem: new StoreProblem(problem), until: performance.now() + AGAIN_MS };
    });
    await createMissingTables(host.call, tables);
    return host;
  };
  const opened = (): Promise<Running> => {
    if (running) return running;
    if (failure && performance.now() < failure.until) return Promise.reject(failure.problem);
    const starting = start().catch((error: Error) => {
      if (running === starting) running = undefined;
      failure = { problem: new StoreProblem(error.message), until: performance.now() + AGAIN_MS };
      throw error;
    });
    running = starting;
    return starting;
  };
  await opened().catch((error: Error) => {
    if (error instanceof HostError && error.inUse) throw stateInUse(stateDir);
    throw new GateError("STORE_FAILED", error.message, { cause: error });
  });
  return {
    async call(operation, input) {
      const host = await opened();
      if (host.child.alive) return host.call(operation, input);
      await host.child.kill();
      return (await opened()).call(operation, input);
    },
    async ensure(wanted) {
      try {
        await createMissingTables((await opened()).call, wanted);
      } catch (error) {
        if (!(error instanceof StoreProblem)) throw error;
        const message = `The tables in ${path} cannot be read: ${error.message}`;
        throw new GateError("STORE_FAILED", error instanceof HostError ? error.message : message, {
          cause: error,
        });
      }
      tables = wanted;
    },
    async close() {
      closed = true;
      const open = await running?.catch(() => undefined);
      await open?.child.kill();
    },
  };
};

class HostError extends StoreProblem {
  constructor(
    message: string,
    readonly inUse: boolean,
  ) {
    super(message);
  }
}

async function startHost(
  path: string,
  log: (line: string) => void,
  ended: (problem: string) => void,
): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    try {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      return await tryHost(path, log, ended);
    } catch (error) {
      const { inUse = false, message } = error as Partial<HostError>;
      if (!inUse || attempt >= CLAIMS.attempts)
        throw new HostError(`The tables in ${path} cannot be opened: ${message}`, inUse);
    }
    await new Promise((resolve) => setTimeout(resolve, CLAIMS.everyMs));
  }
}

interface HostMessage {
  readonly id?: number;
  readonly status?: number;
  readonly problem?: string;
  readonly ready?: true;
  /** Why it ends. */
  readonly closed?: string;
  readonly inUse?: boolean;
}

function tryHost(
  path: string,
  log: (line: string) => void,
  ended: (problem: string) => void,
): Promise<Running> {
  const waiting = new Map<number, { resolve(answer: StoreAnswer): void; reject(error: Error): void }>();
  let last = 0;
  return new Promise((resolve, reject) => {
    let ready = false;
    let closing: HostMessage | undefined;
    const child = startChild({
      script: join(__dirname, "host.js"),
      args: [path],
      environment: {},
      folder: path,
      limit: LONGEST_ANSWER,
      log: (line) => log(`[tables] ${line}`),
      receive(head, body) {
        const message = head as HostMessage;
        const call = message.id === undefined ? undefined : waiting.get(message.id);
        if (message.ready) {
          ready = true;
          resolve({ child, call: send });
        } else if (message.closed !== undefined) {
          closing = message;
          void child.kill();
        }
        if (message.id === undefined || call === undefined) return;
        waiting.delete(message.id);
        if (message.problem === undefined) call.resolve({ status: message.status ?? 500, body });
        else call.reject(new StoreProblem(message.problem));
      },
      ended(how) {
        const problem = closing?.closed ?? `their process ${how}`;
        for (const call of waiting.values()) call.reject(new StoreProblem(problem));
        if (ready) ended(problem);
        else reject(new HostError(problem, closing?.inUse ?? false));
      },
    });
    const send: Running["call"] = (operation, input) =>
      new Promise((resolve, reject) => {
        if (!child.alive) return reject(new StoreProblem("their process has ended"));
        last++;
        waiting.set(last, { resolve, reject });
        child.send({ id: last, operation }, input);
      });
  });
}
