import { createHmac } from "node:crypto";
import { createServer } from "node:net";
import type { Call, Kind } from "./call";
import { get, loaded } from "./load";
import type { Program } from "./processes";

/** Another gate that serves the benchmark's function, public and behind its Lambda authorizer: serverless-offline/functions.js. */
export interface Peer extends Program {
  readonly calls: Partial<Readonly<Record<Kind, Call>>>;
}

/** Milliseconds for its start. */
const STARTS_WITHIN = 60_000;

/** Waits until it answers; stops it where it does not. */
export async function peer(
  one: Program,
  paths: { readonly public: string; readonly authorized: string },
): Promise<Peer> {
  const call = (path: string, headers = {}): Call => ({
    program: one,
    port: one.port,
    requests: [get(one.port, path, { accept: "*/*", "user-agent": "bench", ...headers })],
    status: 200,
  });
  const calls = {
    public: call(paths.public),
    "lambda authorizer": call(paths.authorized, { authorization: `Bearer ${token()}` }),
  };
  try {
    for (const each of Object.values(calls)) await answers(each);
  } catch (error) {
    await one.stop();
    throw error;
  }
  return { ...one, calls };
}

/** Waits until a call is answered as it should be. */
async function answers(call: Call): Promise<void> {
  const until = Date.now() + STARTS_WITHIN;
  for (;;) {
    try {
      await loaded({ ...call, connections: 1, until: { answers: 1 } });
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** What its authorizer takes: functions.js. */
function token(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1_000) + 86_400;
  const input = `${part({ alg: "HS256", typ: "JWT" })}.${part({ sub: "alice", exp })}`;
  return `${input}.${createHmac("sha256", "bench").update(input).digest("base64url")}`;
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
