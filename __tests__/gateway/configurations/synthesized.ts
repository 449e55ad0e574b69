import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { readOutput, type SynthOutput } from "../../../cli/sources/output";
import type { GateOptions } from "../../../gateway";
import type { ApiModel } from "../../../terraform/model";
import { readTerraform } from "../../../terraform/read";
import { type RunningGate, serveModel } from "../gates";

/** Terraform that was synthesized in a folder of its own, and gates over it. */
export interface Synthesized {
  readonly model: ApiModel;
  /** What the reader says that it does not evaluate, each with the resource's stack and type. */
  readonly notices: readonly string[];
  serve(options?: Partial<GateOptions>): Promise<RunningGate>;
}

/** @param build writes the Terraform of one or more stacks into the folder */
export function synthesized(build: (folder: string) => void): Synthesized {
  const folder = mkdtempSync(join(tmpdir(), "configurations-"));
  try {
    build(folder);
    const output = readOutput(folder);
    const archives = archivesOf(output);
    const model = readTerraform({ kind: "stacks", stacks: output.stacks }, { strict: true });
    for (const { archive } of model.functions) archives(archive);
    return {
      model,
      notices: model.notices.map(({ address, message }) => `${address.split(".")[0]}: ${message}`),
      serve: (options) => serveModel(model, { readArchive: archives, ...options }),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Archives by name, kept after the folder is gone. */
function archivesOf({ readArchive }: SynthOutput): SynthOutput["readArchive"] {
  const kept = new Map<string, Uint8Array>();
  return (archive) => {
    const bytes = kept.get(archive) ?? readArchive(archive);
    kept.set(archive, bytes);
    return bytes;
  };
}

/** A stack of single constructs in place of the project's own. */
export function kitchen(build: (stack: TerraformStack) => void): Synthesized {
  return synthesized((outdir) => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "stack");
    new AwsProvider(stack, "aws", { region: "eu-central-1" });
    build(stack);
    app.synth();
  });
}

/** What the gate says at its start that it does differently from the cloud. */
export function differences({ lines }: RunningGate): readonly string[] {
  return lines.filter((line) => line.startsWith("Differs here: "));
}

/** Headers of every answer of a hardened API. */
export const hardened = {
  "cache-control": "no-store",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
};
