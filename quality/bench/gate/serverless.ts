import { spawn } from "node:child_process";
import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { freePort, type Peer, peer } from "./peer";
import { program } from "./processes";

const PEERS = join(__dirname, "../node_modules");

/** serverless-offline with the same function, public and behind its Lambda authorizer. */
export async function startServerless(folder: string): Promise<Peer> {
  cpSync(join(__dirname, "serverless-offline"), folder, { recursive: true });
  symlinkSync(PEERS, join(folder, "node_modules"), "junction");
  const [port, lambdaPort] = [await freePort(), await freePort()];
  const options = [
    "--httpPort",
    String(port),
    "--lambdaPort",
    String(lambdaPort),
    "--noPrependStageInUrl",
    "--noTimeout",
  ];
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
  return peer(one, { public: "/health", authorized: "/account" });
}
