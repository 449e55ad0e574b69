import type { PolicyDocument, Statement } from "../../model";
import { holds } from "./conditions";
import type { Asked } from "./statement";
import { hasVariables } from "./variables";

/**
 * What a statement that may apply to a request says about the part of it that is not known: its effect, with the
 * conditions and the resources whose value is not known. Statements of one residue apply to the same requests.
 */
export function residueOf(
  { conditions, effect, notResources, resources }: Statement,
  version: PolicyDocument["version"],
  { context }: Asked,
): string {
  const open = conditions
    .filter((condition) => holds(condition, version, context) !== true)
    .map(({ key, operator, values }) =>
      [operator, key.toLowerCase(), ...new Set([...values].sort())].join(" "),
    );
  const variable = [resources, notResources].map((texts = []) =>
    texts.filter((text) => hasVariables(text, version)).sort(),
  );
  return JSON.stringify([effect, open.sort(), ...variable]);
}
