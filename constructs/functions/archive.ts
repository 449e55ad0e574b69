import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { AssetType, TerraformAsset } from "cdktf";
import type { Construct } from "constructs";
import { type Zippable, zipSync } from "fflate";
import { cachedBytes } from "./cache";

export interface Archive {
  /** Where Terraform finds the zip, relative to the folder it runs in. */
  readonly path: string;
  /** Base64 of the SHA-256, for source_code_hash of aws_lambda_function. */
  readonly hash: string;
}

/** Adds a zip to the stack's assets. The same files give the same bytes at any time and on any machine. */
export function archive(scope: Construct, id: string, files: Readonly<Record<string, Uint8Array>>): Archive {
  const zip = cachedBytes("zip", files, () => zipped(files));
  const digest = createHash("sha256").update(zip).digest();
  const source = join(scratch(), digest.toString("hex"), "function.zip");
  mkdirSync(dirname(source), { recursive: true });
  writeFileSync(source, zip);
  const asset = new TerraformAsset(scope, id, {
    path: source,
    type: AssetType.FILE,
    assetHash: digest.toString("hex").slice(0, 32),
  });
  return { path: asset.path, hash: digest.toString("base64") };
}

/** A fixed date, no file modes, and a compressor in JavaScript: zlib's output differs between Node versions. */
function zipped(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entries: Zippable = {};
  // A zip stores local time: this constructor gives the same fields in every time zone.
  const options = { mtime: new Date(1980, 0, 1), level: 6 } as const;
  for (const name of Object.keys(files).sort()) entries[name] = [files[name] as Uint8Array, options];
  return zipSync(entries);
}

let folder: string | undefined;

/** A folder that exists as long as the process. Assets are copied from it when the app is synthesized. */
function scratch(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), "gatehouse-"));
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return folder;
}
