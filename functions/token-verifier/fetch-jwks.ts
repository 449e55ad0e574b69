import { request as overHttp } from "node:http";
import { request as overHttps } from "node:https";

/** Milliseconds for the whole exchange, name resolution included. */
const TIME_LIMIT = 3_000;
const SIZE_LIMIT = 131_072;

/**
 * Fetches a JWKS. No redirect is followed: its target could choose the keys, and an issuer needs none.
 *
 * @throws Error naming what was wrong: not status 200, over 128 kB, over 3 s, or no connection
 */
export async function fetchJwks(url: string, timeLimit = TIME_LIMIT): Promise<Uint8Array> {
  const target = jwksUrl(url);
  const send = target.protocol === "https:" ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const request = send(target, {
      agent: false,
      headers: { accept: "application/jwk-set+json, application/json" },
      signal: AbortSignal.timeout(timeLimit),
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      if (response.statusCode !== 200) {
        request.destroy(new Error(`JWKS: expected status 200, found ${response.statusCode}`));
      }
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > SIZE_LIMIT) request.destroy(new Error(`JWKS: over ${SIZE_LIMIT} bytes`));
      });
      response.on("error", reject);
      response.on("end", () => resolve(Buffer.concat(chunks)));
    });
    request.end();
  });
}

/**
 * The address of a JWKS: https, or http to a loopback host.
 *
 * @throws TypeError saying what was expected
 */
export function jwksUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSecure = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname));
  if (!url || !isSecure || url.username !== "" || url.password !== "") {
    throw new TypeError("expected an https URL without credentials, or http to a loopback host");
  }
  return url;
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
