const LOOPBACK_NAMES = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Whether a Host header names this machine.
 *
 * A web site can make its own name resolve to 127.0.0.1, so that its pages read from servers on localhost as from its
 * own origin (DNS rebinding). Such requests carry the site's name, and are refused for it.
 */
export function isLoopbackHost(host: string): boolean {
  const name = /^(.+?)(?::\d{1,5})?$/.exec(host)?.[1];
  return name !== undefined && LOOPBACK_NAMES.has(name.toLowerCase());
}
