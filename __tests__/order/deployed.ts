import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccessModel } from "../../access/model";
import type { Environment } from "../../stacks/environments";
import { petstore, synthesize } from "../stacks/synthesized";
import type { Document } from "./model";
import { Stacks } from "./terraform";
import { violations } from "./violations";

export type Documents = Readonly<Record<string, Document>>;

const ORDER = ["bootstrap", "identity", "routes", "api"];

/** Stacks as they are written in `outdir`, in the order in which they are deployed. */
function written(outdir: string, names: readonly string[]): Documents {
  const placeOf = (name: string) => ORDER.findIndex((first) => name.startsWith(first));
  const sorted = [...names].sort((one, other) => placeOf(one) - placeOf(other));
  return Object.fromEntries(
    sorted.map((name) => [
      name,
      JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8")),
    ]),
  );
}

/** The stacks that `build` writes into a folder of their own and names. */
export function inFolder(build: (outdir: string) => readonly string[]): Documents {
  const outdir = mkdtempSync(join(tmpdir(), "stacks-"));
  try {
    return written(outdir, build(outdir));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The stacks of an environment, in the order in which they are deployed. */
export const project = (environment: Environment, access: AccessModel = petstore) =>
  inFolder((outdir) => synthesize(outdir, environment, access));

/** Deploys `before`, then `after`; returns what may come in the wrong order, and what a third deployment would do. */
export function deployed(before: Documents, after: Documents) {
  const stacks = new Stacks();
  try {
    stacks.begin(before);
    const applied = stacks.deploy(after);
    const steps = applied.flatMap((one) => one.steps.map(({ action, address }) => `${action} ${address}`));
    return { steps, wrong: violations({ before, after, applied }), unsettled: stacks.unsettled(after) };
  } finally {
    stacks.remove();
  }
}

/** What `deployed` returns of a change whose order is right. */
export const ordered = { wrong: [], unsettled: [] };
