import { isIP } from "node:net";
import { UsageError } from "../error";

/**
 * The gate's port. The third-party issuer gets the next one.
 *
 * @throws UsageError `PORT_INVALID`
 */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_534) return port;
  throw new UsageError(
    "PORT_INVALID",
    `--port ${text}: expected a number from 0 to 65534; 0 is any free one.`,
  );
}

/** @throws UsageError `SOURCE_IP_INVALID` */
export function parseSourceIp(text: string | undefined): string | undefined {
  if (text === undefined || isIP(text) !== 0) return text;
  throw new UsageError(
    "SOURCE_IP_INVALID",
    `--source-ip ${text}: expected one address, such as 203.0.113.7.`,
  );
}

/** @throws UsageError `ISSUER_INVALID` */
export function parseIssuer(text: string | undefined): "cognito" | "endpoint" {
  if (text === undefined || text === "cognito") return "cognito";
  if (text === "endpoint") return text;
  throw new UsageError("ISSUER_INVALID", `--issuer ${text}: expected cognito or endpoint.`);
}

/**
 * `https://shop.example.com=http://localhost:8080`: the origin of a backend in the Terraform, and its origin here.
 *
 * @returns origins by origins
 * @throws UsageError `BACKEND_INVALID`, `BACKEND_REPEATED`
 */
export function parseBackends(given: readonly string[]): ReadonlyMap<string, string> {
  const backends = new Map<string, string>();
  for (const text of given) {
    const [from, to] = text.split("=").map(originOf);
    if (from === undefined || to === undefined || text.split("=").length !== 2) {
      throw new UsageError(
        "BACKEND_INVALID",
        `--backend ${text}: expected FROM=TO, each http:// or https:// and a host, such as https://shop.example.com=http://localhost:8080.`,
      );
    }
    if (backends.has(from)) throw new UsageError("BACKEND_REPEATED", `--backend is given twice for ${from}.`);
    backends.set(from, to);
  }
  return backends;
}

/** Undefined for a text with a path, a query or a user name. */
function originOf(text: string): string | undefined {
  if (!/^https?:\/\/[^/?#@\s]+\/?$/.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).origin;
}
