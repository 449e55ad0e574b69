import { statSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../error";

/** The code of a function, as `--function NAME=DIR` or `--function NAME=URL` gives it. */
export type GivenFunction =
  /** A folder, absolute, whose sources are bundled. */
  { readonly folder: string } | { readonly endpoint: string };

/** By the function's name or address in the Terraform. */
export type GivenFunctions = ReadonlyMap<string, GivenFunction>;

/**
 * @param given `api-handler=services/api`, `aws_lambda_function.report=http://localhost:9000`
 * @throws UsageError `FUNCTION_INVALID`, `FUNCTION_REPEATED`
 */
export function parseFunctions(given: readonly string[]): GivenFunctions {
  const functions = new Map<string, GivenFunction>();
  for (const text of given) {
    const at = text.indexOf("=");
    const [name, place] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
    const found = name === "" ? undefined : placeOf(place);
    if (!found)
      throw new UsageError(
        "FUNCTION_INVALID",
        `--function ${text}: expected NAME=DIR with a folder of sources, or NAME=URL with the origin of a Lambda runtime interface endpoint on this machine, such as http://localhost:9000.`,
      );
    if (functions.has(name))
      throw new UsageError("FUNCTION_REPEATED", `--function is given twice for ${name}.`);
    functions.set(name, found);
  }
  return functions;
}

const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** An event has credentials of the gate's users in it, so it leaves this machine in no case. */
function placeOf(place: string): GivenFunction | undefined {
  if (/^https?:\/\//.test(place)) {
    if (!URL.canParse(place)) return undefined;
    const { hash, hostname, origin, pathname, search, username } = new URL(place);
    const isOrigin = pathname === "/" && search === "" && hash === "" && username === "";
    return isOrigin && LOCAL.test(hostname) ? { endpoint: origin } : undefined;
  }
  const folder = resolve(place);
  return place !== "" && statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? { folder } : undefined;
}
