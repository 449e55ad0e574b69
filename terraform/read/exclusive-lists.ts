import { unresolvedIn } from "../language/expression";
import type { AttachedPolicy } from "../model";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

/** Principals that policies are attached to. */
export type Holder = "role" | "user" | "group";

/** A policy as an exclusive list names it: an inline policy by its name, an attached one by its ARN. */
type Named = { readonly inline: string } | { readonly arn: string };

/**
 * Exclusive lists remove every policy of a principal that they do not name, also one that Terraform puts there: which of
 * the two is applied last is not known.
 *
 * @returns the policy, unknown where a list does not name it
 */
export function keptByLists(
  kind: Holder,
  holder: string,
  resources: Resources,
): (policy: AttachedPolicy, named: Named) => AttachedPolicy {
  const of = (what: string) => resources.where(`aws_iam_${kind}_${what}_exclusive`, `${kind}_name`, holder);
  const [inline, attached] = [of("policies"), of("policy_attachments")];
  return (policy, named) => {
    const [lists, argument, name] =
      "inline" in named ? [inline, "policy_names", named.inline] : [attached, "policy_arns", named.arn];
    const list = lists.find((one) => !one.links(argument).includes(name));
    return list ? { ...policy, document: { unknown: doubt(list, argument) } } : policy;
  };
}

function doubt(list: Fields, argument: string): string {
  return unresolvedIn(list.raw(argument))
    ? `${list.address} removes the policies that it does not name, and which it names is not known`
    : `${list.address} removes the policies that it does not name, and this is one`;
}
