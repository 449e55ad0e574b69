import { isIP } from "node:net";

const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"];

/** Decides about the Host header of requests. */
export type HostCheck = (host: string) => boolean;

/**
 * Whether a Host header names this machine, or one of the further names that are served.
 *
 * A web site can make its own name resolve to 127.0.0.1, so that its pages read from servers on localhost as from its
 * own origin (DNS rebinding). Such requests carry the site's name, and are refused for it.
 *
 * @param names host names and IP addresses, besides those of the loopback address
 * @param isServed asked in lower case about every other name: names that change while the server runs
 */
export function hostCheck(
  names: readonly string[],
  isServed: (name: string) => boolean = () => false,
): HostCheck {
  const known = new Set([...LOOPBACK_NAMES, ...names.map(inHeader)]);
  return (host) => {
    const name = /^(.+?)(?::\d{1,5})?$/.exec(host)?.[1];
    if (name === undefined) return false;
    const lower = name.toLowerCase();
    return known.has(lower) || isServed(lower);
  };
}

/** A web site can send any number of names: the log has so many of them. */
const LOGGED = 20;

/**
 * Logs Host headers that requests are refused for, each name once, with the option that serves it.
 *
 * @returns takes the Host headers of a request
 */
export function refusedHosts(log: (line: string) => void): (hosts: readonly string[]) => void {
  const logged = new Set<string>();
  return (hosts) => {
    const name = hosts.length === 1 ? nameIn(hosts[0] ?? "") : undefined;
    const line =
      name === undefined || !isAllowable(name)
        ? "Refused with 403: a request without one Host header that names a host."
        : `Refused with 403: a request to the host ${name}. If that name is yours, --allow-host ${name} serves it.`;
    if (logged.has(line) || logged.size === LOGGED) return;
    logged.add(line);
    log(line);
  };
}

/** As --allow-host takes it. */
function isAllowable(name: string): boolean {
  return isIP(name) !== 0 || /^[a-z0-9][a-z0-9.-]{0,252}$/i.test(name);
}

/** The name in a Host header: without the port, and an IPv6 address without its brackets. */
function nameIn(host: string): string | undefined {
  return /^\[?(.+?)\]?(?::\d{1,5})?$/.exec(host)?.[1];
}

/** An IPv6 address is in brackets there. */
function inHeader(name: string): string {
  return (name.includes(":") ? `[${name}]` : name).toLowerCase();
}
