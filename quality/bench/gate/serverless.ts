import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { cpSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Call, Kind } from "./call";
import { get, loaded } from "./load";
import { type Program, program } from "./processes";

const PEERS = join(__dirname, "../node_modules");
/** Milliseconds for its start. */
const STARTS_WITHIN = 60_000;

/** serverless-offline with the same function, public and behind its Lambda authorizer. */
export async function startServerless(
  folder: string,
): Promise<Program & { readonly calls: Partial<Record<Kind, Call>> }> {
  cpSync(join(__dirname, "serverless-offline"), folder, { recursive: true });
  symlinkSync(PEERS, join(folder, "node_modules"), "junction");
  const [port, lambdaPort] = [await freePort(), await freePort()];
  const options = ["--httpPort", String(port), "--lambdaPort", String(lambdaPort), "--noPrependStageInUrl"];
  const child = spawn(
    process.execPath,
    [join(PEERS, "serverless/bin/serverless.js"), "offline", "start", ...options],
    {
      cwd: folder,
      stdio: "ignore",
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        AWS_ACCESS_KEY_ID: "bench",
        AWS_SECRET_ACCESS_KEY: "bench",
        SLS_TELEMETRY_DISABLED: "1",
        SLS_NOTIFICATIONS_MODE: "off",
      },
    },
  );
  const one = program(child, port);
  const call = (path: string, headers = {}): Call => ({
    program: one,
    port,
    requests: [get(port, path, { accept: "*/*", "user-agent": "bench", ...headers })],
    status: 200,
  });
  const calls = {
    public: call("/health"),
    "lambda authorizer": call("/account", { authorization: `Bearer ${token()}` }),
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

function freePort(): Promise<number> {
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
