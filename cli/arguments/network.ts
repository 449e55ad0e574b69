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

/**
 * The port of the third-party issuer.
 *
 * @throws UsageError `PORT_INVALID`
 */
export function parsePartnerPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new UsageError("PORT_INVALID", `--partner-port ${text}: expected a number from 1 to 65535.`);
}

/**
 * An address of this machine.
 *
 * @throws UsageError `HOST_INVALID`
 */
export function parseHost(text: string | undefined): string | undefined {
  if (text === undefined || isIP(text) !== 0) return text;
  throw new UsageError(
    "HOST_INVALID",
    `--host ${text}: expected an address of this machine, such as 192.168.1.20, or 0.0.0.0 for all of them; names are for --allow-host.`,
  );
}

/**
 * Names by which clients reach the gate.
 *
 * @throws UsageError `HOST_INVALID`
 */
export function parseHostNames(given: readonly string[]): readonly string[] {
  for (const text of given)
    if (
      isIP(text) === 0 &&
      !/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(text)
    )
      throw new UsageError(
        "HOST_INVALID",
        `--allow-host ${text}: expected a host name or an address without a port, such as 10.0.2.2 or pets.test.`,
      );
  return given;
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
 * An ISO 3166 code of two capitals.
 *
 * @throws UsageError `COUNTRY_INVALID`
 */
export function parseCountry(text: string | undefined): string | undefined {
  if (text === undefined || /^[A-Z]{2}$/.test(text)) return text;
  throw new UsageError("COUNTRY_INVALID", `--country ${text}: expected a code of two capitals, such as DE.`);
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
