import { relative, resolve } from "node:path";
import type { FunctionCode } from "../../../gateway";
import type { LambdaFunction } from "../../../terraform/model";
import type { ArchiveFile, Resolved } from "../../../terraform/sources";
import type { GivenFunction, GivenFunctions } from "../../arguments/functions";
import { UsageError } from "../../error";
import { Tree } from "../hcl";
import { readRegularFile } from "../regular-file";
import { packed } from "./archive-file";
import { bundled } from "./bundle";

/** Of a function's archive; Lambda takes no larger one. */
const MAX_BYTES = 250_000_000;

/** Where the archives of functions are looked for. */
export interface CodePlace {
  /** The folder that Terraform runs in. */
  readonly root: string;
  /** Archives that the configuration packs itself. */
  readonly archives: readonly ArchiveFile[];
}

/**
 * The code of each function, by its address: as the command line gives it, else the archive that it names, else what its
 * configuration would pack.
 *
 * @param placeOf of a function; undefined where its archive is not on this machine
 * @throws UsageError `FUNCTION_UNKNOWN` for a given function that the Terraform does not have
 */
export async function codesOf(
  functions: readonly LambdaFunction[],
  given: GivenFunctions,
  codeAt: (lambda: LambdaFunction) => FunctionCode,
): Promise<ReadonlyMap<string, FunctionCode>> {
  for (const name of given.keys())
    if (!functions.some((lambda) => isNamed(lambda, name)))
      throw new UsageError(
        "FUNCTION_UNKNOWN",
        `--function ${name}: no function of the Terraform has this name or address; there are ${functions.map(({ name }) => name).join(", ") || "none"}.`,
      );
  const codes = functions.map(async (lambda) => {
    const own = [...given].find(([name]) => isNamed(lambda, name))?.[1];
    return [lambda.address, own ? await givenCode(own, lambda) : runnable(lambda, codeAt)] as const;
  });
  return new Map(await Promise.all(codes));
}

function isNamed({ address, name }: LambdaFunction, given: string): boolean {
  return given === name || given === address || address.endsWith(`/${given}`);
}

async function givenCode(given: GivenFunction, { handler, runtime }: LambdaFunction): Promise<FunctionCode> {
  if ("endpoint" in given) return given;
  if (isNode(runtime) || runtime === "") return bundled(given.folder, handler || "index.handler");
  return { missing: `its runtime is ${runtime}, which the gate does not run: give its URL by --function` };
}

function runnable(lambda: LambdaFunction, codeAt: (lambda: LambdaFunction) => FunctionCode): FunctionCode {
  const { codeElsewhere, runtime } = lambda;
  const hint = "give it by --function NAME=DIR or NAME=URL";
  if (codeElsewhere !== undefined) return { missing: `its code is ${codeElsewhere}: ${hint}` };
  if (!isNode(runtime))
    return {
      missing: `its runtime is ${runtime || "not told"}, which the gate does not run: give its URL by --function NAME=URL`,
    };
  const code = codeAt(lambda);
  return code instanceof Uint8Array || "endpoint" in code ? code : { missing: `${code.missing}; ${hint}` };
}

function isNode(runtime: string): boolean {
  return runtime.startsWith("nodejs");
}

/** The archive beside the Terraform, or what the Terraform would pack. */
export function archiveAt(
  { address }: LambdaFunction,
  { resources }: Resolved,
  { archives, root }: CodePlace,
): FunctionCode {
  const filename = resources.find((one) => one.address === address)?.values.filename;
  if (typeof filename !== "string") return { missing: "the name of its archive is not known" };
  const file = resolve(root, filename);
  const tree = new Tree(root);
  const packing = archives.filter(({ values }) => {
    const path = values.output_path;
    return typeof path === "string" && resolve(root, path) === file;
  });
  const [archive, second] = packing;
  if (archive && second)
    return { missing: `${archive.address} and ${second.address} both write its archive ${filename}` };
  if (archive) return packed(archive, root, tree);
  const read = tree.has(file) ? readRegularFile(file, MAX_BYTES) : undefined;
  if (read && "bytes" in read) return read.bytes;
  return { missing: `its archive ${relative(process.cwd(), file)} ${read?.unreadable ?? "is not there"}` };
}
