declare module "dynalite" {
  import type { Server } from "node:http";

  /** A server of DynamoDB's protocol. `path` is its LevelDB folder, without which it keeps all in memory. */
  export default function dynalite(options: {
    readonly path?: string;
    readonly createTableMs?: number;
  }): Server;
}
