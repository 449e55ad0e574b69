/** `NAME/gateway`: the gate on localhost, in the caller's process. It needs the packages that `gatehouse start` names. */
import { parseFunctions } from "../cli/arguments/functions";
import type { RunWith } from "../cli/sources/hcl";
import { openServed } from "../cli/sources/served";
import type { GateOptions } from "../gateway";
import type { Unserved } from "../terraform/read";

export { type Gate, type GateDescription, GateError, type GateOptions, startGate } from "../gateway";

export interface ServedTerraform extends Pick<GateOptions, "model" | "readArchive"> {
  /** What the gate cannot enforce. The methods that such a part may touch are answered with 501. */
  readonly unserved: readonly Unserved[];
}

/**
 * Reads Terraform for startGate(), as `gatehouse start --from` does.
 *
 * @param functions where the code of functions is, by name: a folder, or the URL of a runtime
 * @throws UsageError, TerraformError with a code and the place
 */
export async function readForGate(
  paths: string | readonly string[],
  options: { readonly runWith?: RunWith; readonly functions?: Readonly<Record<string, string>> } = {},
): Promise<ServedTerraform> {
  const { functions = {}, runWith = {} } = options;
  const { codeOf, model, unserved } = await openServed(typeof paths === "string" ? [paths] : paths, {
    runWith,
    accepted: [],
    functions: parseFunctions(Object.entries(functions).map(([name, place]) => `${name}=${place}`)),
  });
  return { model, unserved, readArchive: (_, lambda) => codeOf(lambda) };
}
