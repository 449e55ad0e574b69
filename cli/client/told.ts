/**
 * Which values are in documents. Where Terraform does not know an id before apply, the reader makes one up so that
 * resources can refer to each other; such an id is in no plan and no state.
 *
 * @param documents plans and states, parsed; none of a folder that is not applied
 */
export function toldIn(documents: readonly unknown[]): (value: string) => boolean {
  let texts: Set<string> | undefined;
  return (value) => {
    texts ??= new Set(documents.flatMap((document) => [...textsIn(document)]));
    return texts.has(value);
  };
}

/** Only what is or will be: a plan also has the configuration, and what was. */
const NOT_VALUES = new Set([
  "configuration",
  "prior_state",
  "resource_changes",
  "resource_drift",
  "relevant_attributes",
]);

function* textsIn(document: unknown): Generator<string> {
  const isPlan = typeof document === "object" && document !== null && "planned_values" in document;
  const left: unknown[] = isPlan
    ? Object.entries(document).flatMap(([name, value]) => (NOT_VALUES.has(name) ? [] : [value]))
    : [document];
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (typeof value === "string") yield value;
    else if (typeof value === "object" && value !== null)
      left.push(...Object.values(value).filter((one) => one !== null));
  }
}
