import type { JsonWebKey } from "node:crypto";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { signingKey } from "../jwt/keys";

/** Signs as the third-party issuer does. */
export interface Issuer {
  /** The public keys, as a JWKS. */
  readonly jwks: unknown;
  sign(request: SignRequest): Promise<string>;
  close(): Promise<void>;
}

export interface SignRequest {
  /** The token's `iss`. */
  readonly url: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Seconds */
  readonly expiresIn: number;
}

type Reply = { readonly id: number } & ({ readonly token: string } | { readonly error: string });

interface Waiting {
  readonly resolve: (token: string) => void;
  readonly reject: (error: Error) => void;
}

/** @param key RSA private key as JWK; the library that signs with it is started at the first token. */
export function makeIssuer(key: JsonWebKey): Issuer {
  const { jwk } = signingKey(key);
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let last = 0;

  const fail = (error: Error) => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  const start = () => {
    const started = new Worker(join(__dirname, "signer.js"), {
      workerData: { key: { ...key, ...jwk } },
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 },
    });
    started.unref();
    started.on("message", (reply: Reply) => {
      const caller = waiting.get(reply.id);
      waiting.delete(reply.id);
      if ("token" in reply) caller?.resolve(reply.token);
      else caller?.reject(new Error(reply.error));
    });
    started.on("error", fail);
    started.on("exit", () => fail(new Error("The issuer has ended")));
    return started;
  };

  return {
    jwks: { keys: [jwk] },
    sign: (request) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ id: last, ...request });
      }),
    async close() {
      await worker?.terminate();
    },
  };
}
