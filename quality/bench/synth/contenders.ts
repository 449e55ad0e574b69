import { rmSync } from "node:fs";
import { join } from "node:path";
import { type ChildRun, runChild } from "../frame/child";

const ROOT = join(__dirname, "../../..");
const BENCH = join(__dirname, "..");
const program = (name: string) => join(__dirname, "programs", `${name}.ts`);
const TSX = ["--require", "tsx/cjs"];

/** What is run by Node.js to synthesize. Ours first. */
export const CONTENDERS = {
  Gatehouse: [join(ROOT, "cli/run.js"), join(__dirname, "ours.ts")],
  "cdktf, by tsx": [...TSX, program("cdktf")],
  "cdktf, by ts-node": ["--require", "ts-node/register", program("cdktf")],
  "cdktn, by tsx": [...TSX, program("cdktn")],
  "aws-cdk-lib, its RestApi, by tsx": [...TSX, program("aws-cdk")],
  "aws-cdk-lib, its CfnRestApi, by tsx": [...TSX, program("aws-cdk-l1")],
  "Pulumi with mocks, by tsx": [...TSX, program("pulumi")],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Contender = keyof typeof CONTENDERS;

/** @param out a folder that is removed first */
export function synth(name: Contender, routes: number, out: string): Promise<ChildRun> {
  rmSync(out, { recursive: true, force: true });
  const env = { ...process.env, ROUTES: String(routes), CDKTF_OUTDIR: out };
  return runChild(process.execPath, CONTENDERS[name], { cwd: BENCH, env });
}
