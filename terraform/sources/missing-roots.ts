import type { AppliedRoot, RemoteRead, Resolved } from "../language/configuration";
import { isList, isRecord, own, sameValue, type Value } from "../language/expression";
import type { Notice } from "../model";
import { kindOf } from "../types";

/**
 * Names the states that roots have read outputs from, and that are not given, as far as these outputs have a say: a pool
 * in such a state is known by its ARN only.
 *
 * @param applied states and plans that are given
 */
export function missingRoots(parts: readonly Resolved[], applied: readonly AppliedRoot[]): Notice[] {
  return parts.flatMap(({ remoteReads = [], resources }) =>
    remoteReads
      .filter((read) => !applied.some((root) => isOf(read, root)))
      .flatMap(({ address, outputs, place }): Notice[] => {
        const texts = new Set(
          resources.flatMap(({ type, values }) =>
            kindOf(type)?.kind === "read" ? [...textsIn(values)] : [],
          ),
        );
        const used = Object.keys(outputs).filter((name) =>
          [...textsIn(outputs[name] ?? null)].some((text) => texts.has(text)),
        );
        if (used.length === 0) return [];
        const message = `output ${used.join(", ")} of ${place}: give that state, or a plan of its root, too`;
        return [{ address, message, weight: "warning" }];
      }),
  );
}

/** Whether a root has all outputs that were read, with the same values. */
function isOf({ outputs: read }: RemoteRead, { outputs }: AppliedRoot): boolean {
  return Object.entries(read).every(([name, value]) => {
    const given = own(outputs, name);
    return given !== undefined && sameValue(given, value);
  });
}

function* textsIn(value: Value): Generator<string> {
  if (typeof value === "string") yield value;
  else if (isList(value)) for (const item of value) yield* textsIn(item);
  else if (isRecord(value)) for (const item of Object.values(value)) yield* textsIn(item);
}
