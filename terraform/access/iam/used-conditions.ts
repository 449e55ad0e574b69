import type { AttachedPolicy, Condition, Statement } from "../../model";
import { fits, pattern } from "./pattern";
import { variablesIn } from "./variables";

/** What the answer of policies to an action depends on, beside action, resource and principal. */
export interface UsedConditions {
  readonly conditions: readonly VersionedCondition[];
  /** Keys of policy variables, as written. */
  readonly variables: readonly string[];
}

export interface VersionedCondition {
  readonly condition: Condition;
  /** Of its policy. */
  readonly version: string;
}

export function usedConditions({ document }: AttachedPolicy, action: string): UsedConditions {
  if ("unknown" in document) return { conditions: [], variables: [] };
  const statements = document.statements.filter((statement) => isAbout(statement, action));
  return {
    conditions: statements.flatMap(({ conditions }) =>
      conditions.map((condition) => ({ condition, version: document.version })),
    ),
    variables: statements.flatMap(textsOf).flatMap(variablesIn),
  };
}

function isAbout({ actions, notActions }: Statement, action: string): boolean {
  const isNamed = (actions ?? notActions ?? []).some((text) =>
    fits(pattern(text.toLowerCase()), action.toLowerCase()),
  );
  return isNamed === (actions !== undefined);
}

function textsOf({ conditions, notResources = [], resources = [] }: Statement): readonly string[] {
  return [...resources, ...notResources, ...conditions.flatMap(({ values }) => values)];
}
