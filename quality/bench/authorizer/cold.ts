import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { algorithms } from "../../../functions/token-verifier/issuer";
import type { Table } from "../frame/area";
import { differences, figure, interleaved } from "../frame/interleaved";
import { cellText } from "../frame/table";
import { OURS, PEERS } from "./contenders";
import { AUDIENCE, ISSUER, JWKS_URL, signedToken } from "./token";

const AIM_MS = 7.9;
const EMPTY = "an empty process";

/** Bundles, all made alike: their size, and what a new process spends on loading one and making the verifier. */
export async function coldTable(quick: boolean): Promise<Table> {
  const folder = mkdtempSync(join(tmpdir(), "authorizer-"));
  try {
    const { jwks } = signedToken("RS256");
    const settings = {
      issuer: ISSUER,
      audience: AUDIENCE,
      jwksUrl: JWKS_URL,
      algorithms,
      jwks: jwks.toString(),
    };
    writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
    const entries = new Map(PEERS.filter(({ hasKeys }) => hasKeys).map(({ file, name }) => [name, file]));
    const bundles = new Map(
      [[OURS, join(__dirname, "../../../functions/authorizer/index.ts")] as const, ...entries].map(
        ([name, entry], nth) => [name, bundle(entry, join(folder, `${nth}.js`))],
      ),
    );
    const scripts = [...bundles].map(([name, file]): [string, string] => [name, script(folder, file)]);
    const measures = [[EMPTY, ""] as const, ...scripts].map(
      ([name, text]) => [name, () => processorTimeOf(text)] as const,
    );
    const turns = { turns: quick ? 15 : 50, warmUp: 2 };
    const times = await interleaved<string>(Object.fromEntries(measures), turns);
    const above = (name: string) => figure(differences(times[name] ?? [], times[EMPTY] ?? []));
    const size = (file: string) => {
      const { size: bytes } = statSync(file);
      return { median: bytes, min: bytes, max: bytes };
    };
    const cold = above(OURS);
    return {
      title: "A cold start",
      note:
        "Processor time of a new process that loads the bundle and makes the verifier, above one that loads nothing, in the same turn; and " +
        "bytes of the bundle. esbuild makes all bundles alike: minified, CommonJS. Ours is the whole Lambda function.",
      unit: "ms",
      units: { bundle: "bytes" },
      columns: ["cold start", "bundle"],
      rows: [...bundles].map(([name, file]) => ({
        name,
        ours: name === OURS,
        cells: [above(name), size(file)],
      })),
      aims: [
        {
          what: "Cold start",
          aim: `at most ${AIM_MS} ms above an empty process`,
          reached: cold.median <= AIM_MS,
          found: cellText(cold, "ms"),
        },
      ],
      plot: { kind: "bars", columns: ["cold start", "bundle"] },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
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

/** Ours takes its settings at the first event; a peer's program exports a function of them. */
function script(folder: string, file: string): string {
  const [loaded, settings] = [file, join(folder, "settings.json")].map((path) => JSON.stringify(path));
  return `const made = require(${loaded}); if (typeof made === "function") made(require(${settings}));`;
}

/** Milliseconds of user and system time. */
function processorTimeOf(text: string): number {
  const report =
    "const { user, system } = process.cpuUsage(); process.stdout.write(String((user + system) / 1000));";
  const { status, stderr, stdout } = spawnSync(process.execPath, ["-e", text + report], { encoding: "utf8" });
  if (status !== 0) throw new Error(`a bundle does not load: ${stderr}`);
  return Number(stdout);
}
