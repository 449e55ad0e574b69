/**
 * What `access` says of each route and principal is what real clients meet at the gate: for the pet store's Terraform,
 * and after each of more than fifty single changes of it, which the running gate takes over.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { evidenceOf } from "../../../cli/sources/evidence";
import { readOutput, type SynthOutput } from "../../../cli/sources/output";
import { environmentNamed } from "../../../stacks/environment-named";
import {
  type AccessMatrix,
  accessMatrix,
  type Cell,
  type MatrixRoute,
} from "../../../terraform/access/matrix";
import type { ApiModel, LambdaFunction } from "../../../terraform/model";
import { readTerraform } from "../../../terraform/read";
import { type RunningGate, serveModel } from "../../gateway/gates";
import { synthesize } from "../../stacks/synthesized";
import type { Change, Resources } from "./change";
import { CHANGES } from "./changes";
import { type Client, clientsOf, type Send, USERS } from "./clients";

type Document = { resource: Record<string, Record<string, Record<string, unknown>>> };

const folder = mkdtempSync(join(tmpdir(), "live-matrix-"));
/** Functions that are parts of locks run as they are. */
const OF_LOCKS = /authorizer|token-scopes/;
const ANSWER = '{"reached":true}';
const HANDLER = zipSync({
  "index.js": Buffer.from(
    `exports.handler = async () => ({ statusCode: 200, body: ${JSON.stringify(ANSWER)} });`,
  ),
});
let output: SynthOutput;
let running: RunningGate;
/** Of all tests. */
const counted = { compared: 0, calls: 0 };
/** Cells that say neither allowed nor denied, and on what they depend. */
const unknown: string[] = [];

jest.setTimeout(120_000);
beforeAll(async () => {
  synthesize(folder, environmentNamed("dev"));
  output = readOutput(folder);
  running = await serveModel(modelOf(output.stacks), {
    readArchive: (archive, { name }) => (OF_LOCKS.test(name) ? output.readArchive(archive) : HANDLER),
    users: () => ({ users: USERS, where: "users" }),
    throttling: false,
  });
});
afterAll(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true });
  console.log(`${counted.compared} cells compared by ${counted.calls} calls; ${unknown.length} were unknown`);
});

function modelOf(stacks: SynthOutput["stacks"]): ApiModel {
  return readTerraform({ kind: "stacks", stacks }, { strict: true });
}

function matrixOf(model: ApiModel): AccessMatrix {
  const evidence = evidenceOf(model, ({ archive }: LambdaFunction) => output.readArchive(archive));
  return accessMatrix(model, evidence, { also: [["group:admin", "group:user"]] });
}

/** The cells that clients meet otherwise, each in a sentence. */
async function wrongCells(model: ApiModel, elsewhere: readonly string[]): Promise<string[]> {
  await running.gate.reload(model);
  const { principals, routes } = matrixOf(model);
  const clients = new Map<string, Client>();
  for (const client of await clientsOf(running.gate.description)) clients.set(client.principal, client);
  // A new column without a client would be compared with nothing.
  expect(principals.filter((name) => !clients.has(name))).toEqual(elsewhere);
  running.ran();
  let reached = 0;
  const wrong: string[] = [];
  // One call after the other: at the same time, each would start a process of the function.
  for (const route of routes)
    for (const cell of route.cells) {
      const client = clients.get(cell.principal);
      if (client === undefined) continue;
      const without = await admitted(route, client, false);
      const withKey = await admitted(route, client, true);
      reached += without.length + withKey.length;
      const place = `${cell.principal} ${route.method} ${route.path}`;
      const found = isKnown(cell) ? difference(cell, { without, withKey }) : undefined;
      if (found !== undefined) wrong.push(`${place}: ${found}`);
      if (isKnown(cell)) counted.compared++;
      else unknown.push(`${place}: ${cell.reason} ${cell.requires ?? ""}`);
    }
  // What was refused did not run, and what was answered did.
  expect(running.ran().filter((name) => !OF_LOCKS.test(name))).toHaveLength(reached);
  return wrong;
}

/** Names of the credentials by which a client reaches the function of a route. */
interface Admitted {
  readonly without: readonly string[];
  readonly withKey: readonly string[];
}

/** Whether a cell says allowed or denied, with an API key at most. */
function isKnown({ decision, requires = [] }: Cell): boolean {
  return decision !== "unknown" && requires.every((one) => one.startsWith("api-key"));
}

/** How live answers differ from a cell; undefined where they do not. */
function difference({ decision, reason, requires = [] }: Cell, { withKey, without }: Admitted) {
  const needsKey = requires.length > 0;
  if (decision === "deny" && without.length + withKey.length > 0)
    return `admitted by ${without[0] ?? withKey[0]}, although ${reason}`;
  if (decision === "deny") return undefined;
  if (withKey.length === 0) return `refused, although ${reason}`;
  if (needsKey !== (without.length === 0)) return `${needsKey ? "admitted" : "refused"} without an API key`;
  return undefined;
}

async function admitted(route: MatrixRoute, client: Client, withKey: boolean): Promise<string[]> {
  const names: string[] = [];
  for (const [name, send] of Object.entries(client.credentials))
    if (await reaches(route, send, withKey)) names.push(name);
  return names;
}

async function reaches({ method, path }: MatrixRoute, send: Send, withKey: boolean): Promise<boolean> {
  const { apiKeys, url } = running.gate.description;
  const key: Record<string, string> = withKey ? { "x-api-key": apiKeys[0]?.value ?? "" } : {};
  const body = method === "POST" ? { body: "{}" } : {};
  counted.calls++;
  const answer = await send(`${url}${path.replace("{petId}", "some-pet")}`, {
    method,
    headers: { "content-type": "application/json", ...key },
    ...body,
  });
  const text = await answer.text();
  if (answer.status !== 200) return false;
  expect(text).toBe(ANSWER);
  return true;
}

function changedBy({ make }: Change): ApiModel {
  const stacks = structuredClone(output.stacks);
  const documents = stacks.map(({ document }) => document as Document);
  const holding = (type: string, name: string) => {
    const found = documents.find(({ resource }) => resource[type]?.[name]);
    if (!found) throw new Error(`No ${type}.${name} in any stack`);
    return found.resource;
  };
  const resources: Resources = {
    find: (type, name) => holding(type, name)[type]?.[name] as Record<string, unknown>,
    remove: (type, name) => void delete holding(type, name)[type]?.[name],
    add([ofType, ofName], type, name, body) {
      const all = holding(ofType, ofName);
      all[type] = { ...all[type], [name]: body };
    },
  };
  make(resources);
  return modelOf(stacks);
}

test("unchanged, and nothing is unknown", async () => {
  expect(await wrongCells(modelOf(output.stacks), [])).toEqual([]);
  expect(unknown).toEqual([]);
});

test.each(CHANGES.map((change) => [change.name, change] as const))("%s", async (_, change) => {
  expect(await wrongCells(changedBy(change), change.elsewhere ?? [])).toEqual([]);
});

test("there are as many changes as were asked for, and most cells are known", () => {
  expect(new Set(CHANGES.map(({ name }) => name)).size).toBeGreaterThanOrEqual(50);
  expect(unknown.length).toBeLessThan(counted.compared / 20);
});
