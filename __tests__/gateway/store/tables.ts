import { execFileSync } from "node:child_process";
import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { functionSecrets } from "../../../gateway/credentials/function-session";
import { serveLoopback, withBody } from "../../../gateway/http/server";
import { makeSeal } from "../../../gateway/state/seal";
import { answerTables } from "../../../gateway/store/dynamodb";
import { openStore, type Store } from "../../../gateway/store/store";
import type { ApiModel } from "../../../terraform/model";
import type { DynamoTable } from "../../../terraform/model/dynamo-table";
import type { AttachedPolicy, IamRole } from "../../../terraform/model/iam";
import type { Statement } from "../../../terraform/model/policy";

export const table: DynamoTable = {
  address: "api/aws_dynamodb_table.pets",
  name: "pets",
  hashKey: "owner",
  rangeKey: "id",
  attributes: [
    { name: "owner", type: "S" },
    { name: "id", type: "N" },
  ],
};

const ROLE = "arn:aws:iam::123456789012:role/keeper";
export const TABLES = "arn:aws:dynamodb:us-east-1:123456789012:table";

const everything: Statement = { effect: "Allow", actions: ["dynamodb:*"], resources: ["*"], conditions: [] };

export function attached(...statements: Statement[]): AttachedPolicy {
  return { address: "api/policy", name: "policy", document: { version: "2012-10-17", statements } };
}

/** The store behind its front, called by one function that has a role. */
export interface RunningTables {
  readonly store: Store;
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly lines: string[];
  /** A client as the function has it. */
  client(options?: DynamoDBClientConfig): DynamoDBClient;
  close(): Promise<void>;
}

/** @param from a folder, whose store is opened and closed with it, or a store that is open */
export async function runTables(
  from: string | Store,
  role: Partial<IamRole> = { policies: [attached(everything)] },
): Promise<RunningTables> {
  const seal = makeSeal(Buffer.alloc(32).toString("base64"));
  const accessKeyId = "ASIATEST";
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const store = typeof from === "string" ? await openStore(from, log) : from;
  await store.ensure([table]);
  const model = {
    region: "us-east-1",
    accountId: "123456789012",
    functions: [{ name: "f", roleArn: ROLE }],
    roles: [{ arn: ROLE, name: "keeper", uniqueId: "AROAKEEPER", policies: [], ...role }],
  } as unknown as ApiModel;
  const server = await serveLoopback(
    withBody((request) =>
      answerTables(request, { model, seal, accessKeyId, now: () => new Date(), store, log }),
    ),
    { port: 0, log },
  );
  const clients: DynamoDBClient[] = [];
  return {
    store,
    endpoint: server.endpoint,
    accessKeyId,
    lines,
    client(options = {}) {
      const { secretAccessKey, sessionToken } = functionSecrets({ functionName: "f", roleArn: ROLE }, seal);
      const client = new DynamoDBClient({
        endpoint: server.endpoint,
        region: "us-east-1",
        credentials: { accessKeyId, secretAccessKey, sessionToken },
        ...options,
      });
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.destroy();
      await server.close();
      if (store !== from) await store.close();
    },
  };
}

/** The process that has the tables of a state folder open. */
export function storeProcess(folder: string): number | undefined {
  const lines = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
  const line = lines.find((text) => text.includes("store/host.js") && text.endsWith(`${folder}/tables`));
  return line === undefined ? undefined : Number.parseInt(line, 10);
}
