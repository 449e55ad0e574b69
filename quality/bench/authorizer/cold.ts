import { execFile } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildSync } from "esbuild";
import { ROLE_TABLE_FILE } from "../../../contract/role-table";
import { algorithms } from "../../../functions/token-verifier/issuer";
import type { Table } from "../frame/area";
import { cleanEnvironment } from "../frame/environment";
import { figure, interleaved } from "../frame/interleaved";
import { endedWithUs, withFolder } from "../frame/stop";
import { cellText } from "../frame/table";
import { OURS, peersOf } from "./contenders";
import { isWellUnder } from "./noise";
import { eventOf, roleTableText } from "./ours";
import { AUDIENCE, ISSUER, signedToken } from "./token";

const run = promisify(execFile);

const AIM_MS = 7.9;
const TURNS = { turns: 50, warmUp: 2 };

/** Milliseconds of user and system time. */
interface Start {
  readonly load: number;
  /** With the loading. */
  readonly first: number;
}

/** Bundles, all made alike: their size, and what a new process spends until the first token is verified. */
export async function coldTable(): Promise<Table> {
  const { jwks, token } = signedToken("RS256");
  const server = await serving(jwks);
  try {
    const { port } = server.address() as AddressInfo;
    const jwksUrl = `http://127.0.0.1:${port}/jwks.json`;
    return await withFolder("authorizer", (folder) => measuredIn(folder, jwksUrl, token));
  } finally {
    server.close();
  }
}

async function measuredIn(folder: string, jwksUrl: string, token: string): Promise<Table> {
  const settings = { issuer: ISSUER, audience: AUDIENCE, jwksUrl, algorithms };
  writeFileSync(join(folder, "settings.json"), JSON.stringify({ settings, token, event: eventOf(token) }));
  writeFileSync(join(folder, ROLE_TABLE_FILE), roleTableText);
  const variables = { JWKS_URL: jwksUrl, ISSUER, AUDIENCE, ALGORITHMS: algorithms.join() };
  const peers = peersOf("cold").map(({ file, name }) => [name, file] as const);
  const bundles = [[OURS, join(__dirname, "../../../functions/authorizer/index.ts")] as const, ...peers].map(
    ([name, entry], nth) => [name, bundle(entry, join(folder, `${nth}.js`))] as const,
  );
  const starts = await measured(bundles, (file) => started(file, join(folder, "settings.json"), variables));
  return table(bundles, starts);
}

type Bundles = readonly (readonly [name: string, file: string])[];
type Starts = ReadonlyMap<string, readonly Start[]>;

async function measured(bundles: Bundles, start: (file: string) => Promise<Start>): Promise<Starts> {
  const loads = new Map<string, number[]>();
  const measures = bundles.map(([name, file]) => {
    const loaded: number[] = [];
    loads.set(name, loaded);
    const measure = async () => {
      const { first, load } = await start(file);
      loaded.push(load);
      return first;
    };
    return [name, measure] as const;
  });
  const firsts = await interleaved<string>(Object.fromEntries(measures), TURNS);
  return new Map(
    bundles.map(([name]) => {
      const loaded = loads.get(name)?.slice(TURNS.warmUp) ?? [];
      return [name, (firsts[name] ?? []).map((first, turn) => ({ first, load: loaded[turn] ?? Number.NaN }))];
    }),
  );
}

function table(bundles: Bundles, starts: Starts): Table {
  const of = (name: string, what: keyof Start) => (starts.get(name) ?? []).map((start) => start[what]);
  const size = (file: string) => {
    const { size: bytes } = statSync(file);
    return { median: bytes, min: bytes, max: bytes };
  };
  const load = of(OURS, "load");
  return {
    title: "A cold start",
    note:
      "Processor time of a new process from the first line of the bundle on, without the start of Node.js itself. “First token” is until a " +
      "first valid RS256 token is verified: loading the bundle, making the verifier, getting the JWKS, making the key, verifying. “Load the " +
      "bundle” is its first part, until `require` returns. Ours is the whole Lambda function, which reads its environment and `roles.json` " +
      "at the first event, writes its log, and answers with the policy; the others are given their settings as an object. All get the JWKS " +
      "from the same server at a loopback address, by http and in their own way: jose by `fetch`, which Node.js loads when it is first " +
      "called, ours and the others by `node:http`, which aws-jwt-verify is given in place of `node:https`; fast-jwt, which fetches nothing, by " +
      "a function of the benchmark. Bytes are those of the bundle: esbuild makes all alike, minified, CommonJS. An aim is " +
      "reached where the median is under it by more than the noise: the median distance of the turns from their median.",
    turns: TURNS.turns,
    unit: "ms",
    units: { bundle: "bytes" },
    columns: ["first token", "load the bundle", "bundle"],
    rows: bundles.map(([name, file]) => ({
      name,
      ours: name === OURS,
      cells: [figure(of(name, "first")), figure(of(name, "load")), size(file)],
    })),
    aims: [
      {
        what: "Load the bundle",
        aim: `at most ${AIM_MS} ms`,
        reached: isWellUnder(load, AIM_MS),
        found: cellText(figure(load), "ms"),
      },
    ],
    plot: { kind: "bars", columns: ["first token", "load the bundle", "bundle"] },
  };
}

function bundle(entry: string, outfile: string): string {
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "error",
  });
  return outfile;
}

/** @throws Error with what it wrote, if the token was refused or the bundle does not load */
async function started(file: string, settings: string, variables: NodeJS.ProcessEnv): Promise<Start> {
  const args = [join(__dirname, "start.cjs"), file, settings];
  const running = run(process.execPath, args, { env: { ...cleanEnvironment(), ...variables } });
  endedWithUs(running.child);
  const { stdout } = await running;
  const last = stdout.trimEnd().split("\n").at(-1) ?? "";
  if (!last.startsWith('{"load"')) throw new Error(`no first token: ${stdout}`);
  return JSON.parse(last) as Start;
}

/** Each connection is closed, so that none keeps a process from its end. */
async function serving(jwks: Buffer): Promise<Server> {
  const headers = { "content-type": "application/json", connection: "close" };
  const server = createServer((_, response) => response.writeHead(200, headers).end(jwks));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
