import { own, type Value } from "../../language/expression";
import type { Notice } from "../../model";
import { attributeAt, hasSay } from "../../types";
import type { ResourceChange, ShownPlan } from "./format";

/**
 * Changes that were made outside of Terraform and have a say in access. The side before the plan has them already, so a
 * comparison shows only what the plan does about them.
 */
export function driftIn({ resource_drift: drift }: ShownPlan, prefix: string): Notice[] {
  return (drift ?? [])
    .filter(({ mode }) => mode !== "data")
    .flatMap((change) => {
      const message = messageOf(change);
      return message === undefined
        ? []
        : [{ address: prefix + change.address, message, weight: "warning" as const }];
    });
}

function messageOf({ change: { actions, after, before }, type }: ResourceChange): string | undefined {
  const isOf = (name: string) => {
    const attribute = attributeAt(type, name);
    // What repeats other resources changes with them.
    return attribute !== undefined && !attribute.mirrors && hasSay(attribute);
  };
  if (actions.includes("delete")) {
    const matters = Object.keys(before ?? {}).some(isOf);
    return matters ? "it was deleted outside of Terraform since the last apply" : undefined;
  }
  const changed = Object.keys({ ...before, ...after }).filter(
    (name) => isOf(name) && textOf(own(before, name)) !== textOf(own(after, name)),
  );
  if (changed.length === 0) return undefined;
  return `it was changed outside of Terraform since the last apply: ${changed.join(", ")}; the side before has these changes`;
}

/** What is not set is written as null or as an empty value. */
function textOf(value: Value | undefined): string {
  const isEmpty =
    value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return isEmpty ? "null" : JSON.stringify(value ?? null);
}
