import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { type ChildRun, runChild } from "../frame/child";
import { cleanEnvironment } from "../frame/environment";

const ROOT = join(__dirname, "../../..");
const BENCH = join(__dirname, "..");
/** Below the peers, so that what is compiled finds them. */
const COMPILED = join(BENCH, "node_modules/.cache/bench-synth");

const program = (name: string) => join(__dirname, "programs", `${name}.ts`);
const compiled = (name: string) => join(COMPILED, `${name}.js`);
const TSX = ["--require", "tsx/cjs"];

/** What is run by Node.js to synthesize. Ours first. */
export const CONTENDERS = {
  "Gatehouse, one script with its code kept": [join(ROOT, "cli/run.js"), join(__dirname, "ours.ts")],
  "cdktf, compiled beforehand": [compiled("cdktf")],
  "cdktf, from source by tsx": [...TSX, program("cdktf")],
  "cdktf, from source by ts-node, which checks types": ["--require", "ts-node/register", program("cdktf")],
  "cdktn, from source by tsx": [...TSX, program("cdktn")],
  "aws-cdk-lib, its RestApi, from source by tsx": [...TSX, program("aws-cdk")],
  "aws-cdk-lib, its CfnRestApi, from source by tsx": [...TSX, program("aws-cdk-l1")],
  "aws-cdk-lib, its CfnRestApi, compiled beforehand": [compiled("aws-cdk-l1")],
  "Pulumi with mocks, from source by tsx": [...TSX, program("pulumi")],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Contender = keyof typeof CONTENDERS;

/** Makes JavaScript of the programs that run compiled, as `tsc` would: their packages stay as they are. */
export function compilePrograms(): void {
  buildSync({
    entryPoints: ["cdktf", "aws-cdk-l1"].map(program),
    outdir: COMPILED,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
  });
}

/** @param out a folder that is removed first */
export function synth(name: Contender, routes: number, out: string): Promise<ChildRun> {
  rmSync(out, { recursive: true, force: true });
  const env = { ...cleanEnvironment(), ROUTES: String(routes), CDKTF_OUTDIR: out };
  return runChild(process.execPath, CONTENDERS[name], { cwd: BENCH, env });
}
