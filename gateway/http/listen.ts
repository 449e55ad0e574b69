import { createServer, type Server } from "node:http";
import type { Server as TlsServer } from "node:https";
import { type AddressInfo, isIPv6 } from "node:net";
import { GateError } from "../error";

export type HttpServer = Server | TlsServer;

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /**
   * Addresses to listen on, all with one port. One of IPv6 is left out where the machine has no IPv6.
   *
   * @default 127.0.0.1
   */
  readonly addresses?: readonly [string, ...string[]];
  /**
   * The option that sets the port, for the message where it is in use.
   *
   * @default --port
   */
  readonly option?: "--port" | "--partner-port";
}

/** Of programs on this machine: names like localhost may mean either. */
const LOOPBACK: readonly [string, ...string[]] = ["127.0.0.1", "::1"];

/**
 * Where the gate listens.
 *
 * @param host an address of this machine besides the loopback addresses; `0.0.0.0` and `::` are all of them
 */
export function addressesWith(host: string | undefined): readonly [string, ...string[]] {
  if (host === undefined || LOOPBACK.includes(host)) return LOOPBACK;
  return isEveryAddress(host) ? ["0.0.0.0", "::"] : [...LOOPBACK, host];
}

export function isEveryAddress(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

export interface Listening {
  readonly port: number;
  readonly servers: readonly HttpServer[];
}

/** Tries for a port that is free on all addresses, where any will do. */
const TRIES = 20;

/** A server for each address, all on one port. */
export async function listenOnAll(
  make: () => HttpServer,
  { addresses: [first, ...others] = ["127.0.0.1"], option = "--port", port: wanted }: ListenOptions,
): Promise<Listening> {
  for (let tries = 1; ; tries++) {
    const servers: HttpServer[] = [];
    try {
      const one = await listening(make(), wanted, first);
      servers.push(one);
      const { port } = one.address() as AddressInfo;
      for (const address of others) {
        const server = make();
        try {
          servers.push(await listening(server, port, address));
        } catch (error) {
          if (!isIPv6(address) || !isWithout(error)) throw error;
        }
      }
      return { port, servers };
    } catch (error) {
      await Promise.all(servers.map(closed));
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
      if (wanted !== 0 || tries === TRIES) throw portInUse(wanted, option);
    }
  }
}

/**
 * Checks that a port is free.
 *
 * @throws {GateError} `PORT_IN_USE`
 */
export async function refusePortInUse(options: ListenOptions): Promise<void> {
  if (options.port === 0) return;
  const { servers } = await listenOnAll(() => createServer(), options);
  await Promise.all(servers.map(closed));
}

/** Whether the machine has no such address. */
function isWithout(error: unknown): boolean {
  return ["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes((error as NodeJS.ErrnoException).code ?? "");
}

function listening(server: HttpServer, port: number, host: string): Promise<HttpServer> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, ipv6Only: isIPv6(host) }, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

export function closed(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portInUse(port: number, option: string): GateError {
  return new GateError(
    "PORT_IN_USE",
    `Port ${port} is in use: stop what listens there, or choose another one with ${option}.`,
  );
}
