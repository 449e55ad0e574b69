const LOOPBACK_NAMES = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Whether a Host header names this machine.
 *
 * A page of any web site can have its own name resolve to 127.0.0.1 and so read from servers on localhost as
 * if they were its own (DNS rebinding). Its requests still carry its name, and are refused for it.
 */
export function isLoopbackHost(host: string): boolean {
  const name = /^(.+?)(?::\d{1,5})?$/.exec(host)?.[1];
  return name !== undefined && LOOPBACK_NAMES.has(name.toLowerCase());
}
