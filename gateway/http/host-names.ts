const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"];

/** Decides about the Host header of requests. */
export type HostCheck = (host: string) => boolean;

/**
 * Whether a Host header names this machine, or one of the further names that the start allowed.
 *
 * A web site can make its own name resolve to 127.0.0.1, so that its pages read from servers on localhost as from its
 * own origin (DNS rebinding). Such requests carry the site's name, and are refused for it.
 *
 * @param names host names and IP addresses, besides those of the loopback address
 */
export function hostCheck(names: readonly string[]): HostCheck {
  const known = new Set([...LOOPBACK_NAMES, ...names.map(inHeader)]);
  return (host) => {
    const name = /^(.+?)(?::\d{1,5})?$/.exec(host)?.[1];
    return name !== undefined && known.has(name.toLowerCase());
  };
}

/** An IPv6 address is in brackets there. */
function inHeader(name: string): string {
  return (name.includes(":") ? `[${name}]` : name).toLowerCase();
}
