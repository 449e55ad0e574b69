/**
 * Runs real clients against the gate, with the Terraform of each configuration: npm run test:clients.
 *
 *     RECORD=1 npm run test:clients               writes results.json, of which `npm run generate` makes docs/clients.md
 *     CLIENTS=curl,boto3 npm run test:clients     some of them, by name, or `node` or `python`
 *     CONFIGURATIONS=choice npm run test:clients  with some Terraform; what is left out counts as another result
 *     VERBOSE=1 npm run test:clients              with what the clients print
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AppPage, serveApp } from "./app-page";
import { CLIENTS, type Client, versionOf } from "./clients";
import { synthesizeFor, writeUsers } from "./configurations";
import { differences } from "./differences";
import { startGateFor } from "./gates";
import { install } from "./install";
import { assertListed, CHOICE } from "./operations";
import { linesOf } from "./program";
import {
  type ClientResults,
  CONFIGURATION_NAMES,
  type Configuration,
  type Line,
  type Outcome,
  RESULTS_FILE,
  readResults,
  SETTING_NAMES,
  SETTINGS,
  type Setting,
} from "./results";
import { bundleSrp } from "./srp";

/** Clients that run at the same time. Each has users of its own. */
const AT_ONCE = 3;

const { CLIENTS: only, CONFIGURATIONS: served, RECORD } = process.env;
const wanted = only?.split(",");
const clients = CLIENTS.filter(
  ({ name, runs }) => wanted === undefined || wanted.includes(name) || wanted.includes(runs),
);

const configurations = CONFIGURATION_NAMES.filter((name) => served === undefined || served.includes(name));

/** By client, operation and configuration. */
type Results = ReadonlyMap<Client, Record<string, Partial<Record<Configuration, Outcome>>>>;

/** One configuration in one setting after the other, each for what fails with those before. */
async function runConfiguration(
  configuration: Configuration,
  {
    folder,
    page,
    results,
    srp,
  }: {
    readonly folder: string;
    readonly page: AppPage;
    readonly results: Results;
    readonly srp: string;
  },
): Promise<void> {
  const terraform = join(folder, "terraform");
  const users = join(folder, "users.json");
  mkdirSync(folder);
  synthesizeFor(configuration, terraform, page);
  const names = clients.map(({ name }) => name);
  writeUsers(names, users);
  const all = configuration === "choice" ? CHOICE : undefined;
  let left = new Map<Client, readonly string[] | undefined>(clients.map((client) => [client, all]));
  for (const setting of SETTING_NAMES) {
    const tried = [...left].filter(([{ hasKeyCache }]) => hasKeyCache || !SETTINGS[setting].fillsKeys);
    if (tried.length === 0) continue;
    const place = { origin: page.origin, callback: page.callback, logout: page.logout };
    const gate = await startGateFor(
      { configuration, setting },
      { folder: join(folder, `gate-${setting.replaceAll(" ", "")}`), place, srp, terraform, users },
    );
    try {
      await eachOf(tried, async ([client, operations]) => {
        const began = Date.now();
        const lines = await linesOf(client, gate, operations);
        assertListed(lines.map(({ operation }) => operation));
        keep(lines, { configuration, setting, of: results.get(client) ?? {} });
        const failing = lines.filter(({ is }) => is === "fails");
        const seconds = ((Date.now() - began) / 1_000).toFixed(1);
        console.error(`${configuration}, ${setting}: ${client.name}, ${seconds} s`);
        for (const { because, operation } of failing) console.error(`    ${operation}: ${because}`);
        left.set(
          client,
          failing.map(({ operation }) => operation),
        );
      });
    } finally {
      await gate.stop();
    }
    left = new Map([...left].filter(([, operations]) => operations?.length !== 0));
  }
}

function keep(
  lines: readonly Line[],
  {
    configuration,
    of,
    setting,
  }: {
    readonly configuration: Configuration;
    readonly setting: Setting;
    readonly of: Record<string, Partial<Record<Configuration, Outcome>>>;
  },
): void {
  for (const { because = "", is, operation } of lines) {
    const outcomes = of[operation] ?? {};
    of[operation] = outcomes;
    // The reason of the first failure is kept: it is the one with nothing but the endpoint changed.
    if (is === "fails") outcomes[configuration] ??= { is, because };
    else outcomes[configuration] = is === "works" ? { is, with: setting } : { is, because };
  }
}

/** From the last to the first: the AWS CLI takes longest, and is among the last. */
async function eachOf<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await task(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function run(): Promise<readonly ClientResults[]> {
  for (const runs of new Set(clients.map((client) => client.runs))) install[runs]();
  // The page's script is made of a package of the Node.js clients.
  install.node();
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-clients-"));
  const page = await serveApp();
  const results: Results = new Map(clients.map((client) => [client, {}]));
  try {
    const srp = await bundleSrp(folder);
    for (const configuration of configurations)
      await runConfiguration(configuration, { folder: join(folder, configuration), page, results, srp });
  } finally {
    await page.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return [...results].map(([client, operations]) => ({
    client: client.name,
    version: versionOf(client),
    operations,
  }));
}

async function main(): Promise<void> {
  const results = await run();
  const outcomes = results.flatMap(({ operations }) => Object.values(operations).flatMap(Object.values));
  const count = (is: Outcome["is"]) => outcomes.filter((outcome: Outcome) => outcome.is === is).length;
  console.log(`${count("works")} work, ${count("refused")} are refused, ${count("fails")} fail`);
  const records = RECORD === "1" && wanted === undefined && served === undefined && count("fails") === 0;
  if (records) writeFileSync(RESULTS_FILE, `${JSON.stringify(results, null, 2)}\n`);
  const found = differences(results, readResults());
  for (const line of found) console.log(line);
  if (count("fails") > 0 || found.length > 0) process.exitCode = 1;
}

main();
