import { Unresolved, unresolvedIn } from "../language/expression";
import type { AttachedPolicy } from "../model";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

/** Principals that policies are attached to. */
export type Holder = "role" | "user" | "group";

/** A policy as an exclusive list names it: an inline policy by its name, an attached one by its ARN. */
type Named = { readonly inline: string } | { readonly arn: string };

/**
 * Exclusive lists remove every policy of a principal that they do not name, also one that Terraform puts there, and
 * aws_iam_policy_attachment takes its policy from every principal that it does not name: which of them is applied last is
 * not known.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_policy_attachment
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
  const attachments = resources
    .ofType("aws_iam_policy_attachment")
    .filter((one) => !one.links(`${kind}s`).includes(holder));
  return (policy, named) => {
    const [lists, argument, name] =
      "inline" in named ? [inline, "policy_names", named.inline] : [attached, "policy_arns", named.arn];
    const list = lists.find((one) => !one.links(argument).includes(name));
    if (list) return { ...policy, document: { unknown: doubt(list, argument) } };
    const other = "arn" in named && attachments.find((one) => mayBeOf(named.arn, one, resources));
    if (!other) return policy;
    const unknown = `${other.address} takes its policy from every ${kind} that it does not name`;
    return { ...policy, document: { unknown } };
  };
}

/** An ARN that is not known may be that of any policy. */
function mayBeOf(arn: string, attachment: Fields, resources: Resources): boolean {
  const own = attachment.link("policy_arn");
  if (own === arn) return true;
  const isKnown = resources.where("aws_iam_policy", "arn", own).length > 0;
  return !isKnown && attachment.raw("policy_arn") instanceof Unresolved;
}

function doubt(list: Fields, argument: string): string {
  return unresolvedIn(list.raw(argument))
    ? `${list.address} removes the policies that it does not name, and which it names is not known`
    : `${list.address} removes the policies that it does not name, and this is one`;
}
