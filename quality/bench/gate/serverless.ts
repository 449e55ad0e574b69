import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { answering, calls, type Peer, type PeerTokens } from "./peer";
import { start, withPorts } from "./program";

const PEERS = join(__dirname, "../node_modules");

/**
 * serverless-offline with the same function, public and behind its Lambda authorizer.
 *
 * @param inProcess run functions in its own process, instead of in threads
 */
export async function startServerless(
  parent: string,
  { issuer, jwksUrl, tokens }: PeerTokens,
  { inProcess }: { readonly inProcess: boolean },
): Promise<Peer> {
  const folder = join(parent, inProcess ? "serverless-in-process" : "serverless");
  cpSync(join(__dirname, "serverless-offline"), folder, { recursive: true });
  symlinkSync(PEERS, join(folder, "node_modules"), "junction");
  return withPorts(async (port, lambdaPort) => {
    const options = [
      "--httpPort",
      `${port}`,
      "--lambdaPort",
      `${lambdaPort}`,
      "--noPrependStageInUrl",
      "--noTimeout",
    ];
    const child = start(
      process.execPath,
      [
        join(PEERS, "serverless/bin/serverless.js"),
        "offline",
        "start",
        ...options,
        ...(inProcess ? ["--useInProcess"] : []),
      ],
      {
        cwd: folder,
        folder: parent,
        environment: {
          PATH: process.env.PATH,
          HOME: folder,
          AWS_ACCESS_KEY_ID: "bench",
          AWS_SECRET_ACCESS_KEY: "bench",
          SLS_TELEMETRY_DISABLED: "1",
          SLS_NOTIFICATIONS_MODE: "off",
          JWKS_URL: jwksUrl,
          ISSUER: issuer,
        },
      },
    );
    const program = { ...child, port };
    const all = {
      public: calls(program, "/health"),
      "lambda authorizer, new token": calls(program, "/account", tokens),
      refused: calls(program, "/account", [], {
        status: 401,
        isExpected: (body) => body.includes("Unauthorized"),
      }),
    };
    await answering(program, all);
    return {
      calls: all,
      without:
        "serverless-offline runs its Lambda authorizer for each call, known token or not, verifies neither signatures of AWS nor of user " +
        "pools' tokens, and has no table",
    };
  });
}
