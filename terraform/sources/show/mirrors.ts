import { own } from "../../language/expression/own";
import { isList, isRecord, type Value } from "../../language/expression/value";
import { listOf, type ResourceChange, type ShownPlan } from "./document";

/** Attributes in which the provider repeats what resources of their own say, and the argument that tells which. */
const mirrors = {
  aws_iam_role: {
    inline_policy: { type: "aws_iam_role_policy", holder: "role", key: "name" },
    managed_policy_arns: { type: "aws_iam_role_policy_attachment", holder: "role", key: "policy_arn" },
  },
  aws_api_gateway_rest_api: {
    policy: { type: "aws_api_gateway_rest_api_policy", holder: "rest_api_id", key: "policy" },
  },
} as const;

type Mirrors = Readonly<
  Record<string, Readonly<Record<string, { type: string; holder: string; key: string }>>>
>;

/**
 * A plan carries such attributes along as they were when it was made, old texts and removed attachments
 * included. What a resource of the plan says itself, or said before, is taken out; what nobody here wrote stays.
 */
export function withoutMirrored(
  plan: Pick<ShownPlan, "resource_changes">,
): (type: string, name: string, holders: readonly Value[], value: Value) => Value {
  const changes = listOf<ResourceChange & { readonly type?: string }>(
    plan.resource_changes,
    "resource_changes",
  );
  return (type, name, holders, value) => {
    const mirror = own(own(mirrors as Mirrors, type), name);
    if (!mirror) return value;
    const said = new Set<Value>();
    let any = false;
    for (const { change, type: of } of changes) {
      if (of !== mirror.type) continue;
      for (const side of [change.before, change.after]) {
        if (!side || !holders.includes(side[mirror.holder] ?? null)) continue;
        any = true;
        said.add(side[mirror.key] ?? null);
      }
    }
    if (isList(value))
      return value.filter((entry) => !said.has(isRecord(entry) ? (entry[mirror.key] ?? null) : entry));
    return any ? null : value;
  };
}
