import { existsSync, statSync } from "node:fs";
import { readText } from "../sources/regular-file";
import type { AppClient, ClientFacts, PoolFacts } from "./facts";
import { isUnknown } from "./need";

/** Values of a Terraform's outputs by name, without those that are sensitive. */
export type Outputs = Readonly<Record<string, string>>;

/** Bytes; outputs are ids and addresses. */
const MAX_BYTES = 5_000_000;

/** The outputs in a file as `terraform output -json` or cdktf's `--outputs-file` writes it; undefined for anything else. */
export function outputsAt(path: string): Outputs | undefined {
  if (!existsSync(path) || !statSync(path).isFile() || statSync(path).size > MAX_BYTES) return undefined;
  const read = readText(path, MAX_BYTES);
  return "text" in read ? outputsIn(read.text) : undefined;
}

function outputsIn(text: string): Outputs | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // What it is, is said by the reader of plans and states.
    return undefined;
  }
  if (!isRecord(document)) return undefined;
  const entries = Object.entries(document);
  if (entries.length === 0) return undefined;
  if (
    entries.every(
      ([, output]) => isRecord(output) && "sensitive" in output && "value" in output && "type" in output,
    )
  )
    return textsOf(
      entries.flatMap(([name, output]) =>
        (output as Output).sensitive ? [] : [[name, (output as Output).value]],
      ),
    );
  // Of cdktf, by stack.
  const isByStack = entries.every(
    ([, outputs]) => isRecord(outputs) && Object.values(outputs).every((value) => typeof value === "string"),
  );
  return isByStack ? textsOf(entries.flatMap(([, outputs]) => Object.entries(outputs as object))) : undefined;
}

interface Output {
  readonly sensitive: boolean;
  readonly value: unknown;
}

function textsOf(entries: readonly (readonly unknown[])[]): Outputs {
  return Object.fromEntries(entries.filter(([, value]) => typeof value === "string")) as Outputs;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What outputs of this project's stacks tell without the Terraform: no routes. */
export function factsOfOutputs(outputs: Outputs, source: string): ClientFacts {
  const none = (name: string) => ({ unknown: `no output is called ${name}` });
  const {
    client_id: clientId,
    identity_pool_id: identityPoolId,
    region,
    url,
    user_pool_id: userPoolId,
  } = outputs;
  const client: AppClient = {
    address: "client_id",
    id: clientId ?? none("client_id"),
    name: "client_id",
    hasSecret: false,
    flows: [],
  };
  const pool: PoolFacts = {
    address: "user_pool_id",
    id: userPoolId ?? none("user_pool_id"),
    issuer: outputs.issuer ?? none("issuer"),
    ...(outputs.login_url !== undefined && { oauthUrl: outputs.login_url }),
    clients: [client],
    groups: [],
    settings: { unknown: "outputs have no settings" },
  };
  return {
    source,
    region: region ?? none("region"),
    userPools: userPoolId === undefined && clientId === undefined ? [] : [pool],
    identityPools:
      identityPoolId === undefined
        ? []
        : [{ address: "identity_pool_id", id: identityPoolId, allowsGuests: false, clients: ["client_id"] }],
    apis:
      url === undefined
        ? []
        : [
            {
              address: "url",
              name: "api",
              kind: "rest",
              stage: outputs.stage ?? "",
              url: url.replace(/\/$/, ""),
              routes: [],
              isGuarded: false,
              models: {},
            },
          ],
    partial: `${source} has outputs, and no routes: give the state as "terraform show -json" prints it, or the project's cdktf.out beside the outputs.`,
  };
}

/**
 * Fills in what the Terraform does not know before apply. Outputs say nothing of which pool, client or API they are, so
 * each must be the only one of its kind, or that of the name that this project's stacks give.
 */
export function withOutputs(facts: ClientFacts, outputs: Outputs, source: string): ClientFacts {
  const filled = <T>(known: T, name: string): T | string =>
    isUnknown(known as never) && outputs[name] !== undefined ? outputs[name] : known;
  const isOnly = facts.userPools.length === 1;
  return {
    ...facts,
    source: `${facts.source} and ${source}`,
    region: filled(facts.region, "region"),
    userPools: facts.userPools.map((pool) =>
      isOnly
        ? {
            ...pool,
            id: filled(pool.id, "user_pool_id"),
            issuer: filled(pool.issuer, "issuer"),
            ...(pool.oauthUrl !== undefined && { oauthUrl: filled(pool.oauthUrl, "login_url") }),
            clients: pool.clients.map((client) => ({
              ...client,
              id: filled(client.id, CLIENTS[client.name] ?? ""),
            })),
          }
        : pool,
    ),
    identityPools:
      facts.identityPools.length === 1
        ? facts.identityPools.map((pool) => ({ ...pool, id: filled(pool.id, "identity_pool_id") }))
        : facts.identityPools,
    apis:
      facts.apis.length === 1
        ? facts.apis.map((api) => {
            const url = filled(api.url, "url");
            return { ...api, url: typeof url === "string" ? url.replace(/\/$/, "") : url };
          })
        : facts.apis,
  };
}

/** Outputs with the ids of the clients that the stacks make, by the client's name. */
const CLIENTS: Readonly<Record<string, string>> = {
  app: "client_id",
  script: "script_client_id",
  server: "server_client_id",
  machine: "machine_client_id",
};
