import type { Decision } from "../../model";

export type DependsOn = NonNullable<Decision["dependsOn"]>;

/** A decision, or a part of one. */
interface Part {
  readonly outcome: string;
  readonly source?: Decision["source"] | undefined;
  readonly dependsOn?: Decision["dependsOn"] | undefined;
}

/**
 * What a decision depends on that is made from several: what each unknown one depends on, and that the others are as
 * they are. Undefined where one of them does not say what it depends on.
 */
export function together(parts: readonly Part[]): Pick<Decision, "dependsOn"> {
  if (parts.some(({ dependsOn, outcome }) => outcome === "unknown" && !dependsOn)) return {};
  return {
    dependsOn: () =>
      parts.flatMap(
        ({ dependsOn, outcome, source }, index) =>
          dependsOn?.() ?? [{ address: source?.address ?? "", text: `${index}: ${outcome}` }],
      ),
  };
}
