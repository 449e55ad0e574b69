import type { Call, Contender } from "./call";
import { get, loaded } from "./load";
import { BODY } from "./processes";
import type { Program } from "./program";

/** Another gate that serves the benchmark's function and Lambda authorizer: serverless-offline/functions.js. */
export type Peer = Pick<Contender, "calls" | "without">;

/** Tokens of the gate's third-party issuer, which the Lambda authorizer verifies in all gates. */
export interface PeerTokens {
  readonly jwksUrl: string;
  readonly issuer: string;
  readonly tokens: readonly string[];
}

/** Milliseconds for its start. */
const STARTS_WITHIN = 60_000;
const EVERY_MS = 200;

/** Calls of a path, one with each of the tokens. */
export function calls(
  program: Program,
  path: string,
  tokens: readonly string[] = [],
  { isExpected = (body) => body === BODY, status = 200 }: Partial<Pick<Call, "isExpected" | "status">> = {},
): Call {
  const usual = { accept: "*/*", "user-agent": "bench" };
  const all = tokens.length === 0 ? [{}] : tokens.map((token) => ({ authorization: `Bearer ${token}` }));
  const requests = all.map((headers) => get(program.port, path, { ...usual, ...headers }));
  return { program, port: program.port, requests: async () => requests, status, isExpected };
}

/**
 * Waits until each call is answered as it should be, while the program starts.
 *
 * @throws Error where it ends, or does not answer so in time; it is stopped then
 */
export async function answering(program: Program, all: Contender["calls"]): Promise<void> {
  const until = Date.now() + STARTS_WITHIN;
  for (const call of Object.values(all))
    for (;;) {
      try {
        const [first] = await call.requests();
        await loaded({ ...call, requests: first ? [first] : [], connections: 1, until: { answers: 1 } });
        break;
      } catch (error) {
        await waited(program, until, error as Error);
      }
    }
}

/** @throws Error where there is nothing to wait for */
export async function waited(program: Program, until: number, error: Error): Promise<void> {
  const ended = program.ended();
  if (ended === undefined && Date.now() < until) return new Promise((done) => setTimeout(done, EVERY_MS));
  await program.stop();
  const last = program.ended() ?? "";
  throw new Error(ended ?? `it does not answer as expected: ${error.message.slice(0, 400)}\n${last}`);
}
