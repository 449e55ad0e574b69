import type { Notice } from "../../model";
import { kindOf } from "../../types";
import { isList, isRecord, Unresolved, type Value } from "../expression";
import type { ResolvedResource } from "./resolved";

/** An output of a state that is not given, or all outputs of it. */
export interface MissingOutput {
  /** `api/data.terraform_remote_state.identity` */
  readonly address: string;
  /** `the s3 state acme-states/identity/terraform.tfstate` */
  readonly place: string;
  readonly output?: string;
}

/**
 * Names the outputs that resources with a say depend on, once for each state.
 *
 * @param missing by what the unknown value says
 */
export function missingOutputNotices(
  resources: readonly ResolvedResource[],
  missing: ReadonlyMap<string, MissingOutput>,
): Notice[] {
  if (missing.size === 0) return [];
  const used = new Map<string, MissingOutput[]>();
  const seen = new Set<string>();
  for (const { type, values } of resources)
    for (const unknown of kindOf(type)?.kind === "read" ? unknownIn(values) : []) {
      const output = missing.get(unknown);
      if (!output || seen.has(unknown)) continue;
      seen.add(unknown);
      used.set(output.address, [...(used.get(output.address) ?? []), output]);
    }
  return [...used].map(([address, outputs]): Notice => {
    const names = outputs.flatMap(({ output }) => output ?? []).sort();
    const which = names.length === 0 ? "outputs" : `output ${names.join(", ")}`;
    const message = `${which} of ${outputs[0]?.place}: give that root too`;
    return { address, message, weight: "warning" };
  });
}

function* unknownIn(value: Value): Generator<string> {
  if (value instanceof Unresolved) yield value.unknown;
  else if (isList(value)) for (const item of value) yield* unknownIn(item);
  else if (isRecord(value)) for (const item of Object.values(value)) yield* unknownIn(item);
}
