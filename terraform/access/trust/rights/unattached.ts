import { isPlainRecord, listOf, untoldIn } from "../compare/plain";
import { comparePolicies } from "../compare/policy";
import type { ComparedStatement } from "../compare/statements";
import type { Estate } from "../estate";
import type { Renamed } from "../renamed";
import type { UntoldTrust } from "../trust-change";
import { type Holder, isAboutAccess } from "./rights";

interface Side {
  readonly estate: Estate;
  readonly holders: readonly Holder[];
}

/**
 * Policies that allow more than before, and that no principal of the new side has: one that is made elsewhere may have
 * them, by their ARN or name. A new policy is attached nowhere before it is applied.
 */
export function unattachedPolicies(base: Side, head: Side, renamed: Renamed): readonly UntoldTrust[] {
  const held = new Set(
    head.holders.flatMap(({ boundary, policies }) =>
      [...policies, ...(boundary ? [boundary] : [])].map(({ address }) => address),
    ),
  );
  const before = new Map(
    base.estate
      .ofType("aws_iam_policy")
      .map(({ address, plain }) => [renamed.address(address), plain.policy]),
  );
  return head.estate.ofType("aws_iam_policy").flatMap(({ address, plain }) => {
    if (held.has(address) || !before.has(address)) return [];
    const found = comparePolicies(
      renamed.value(before.get(address)),
      plain.policy,
      "identity",
      isCompared,
    ).find(({ effect }) => effect !== "narrower");
    if (!found) return [];
    const why = `policy differs, and no principal of this Terraform has it: who else does is not known${found.why === undefined ? "" : `, nor is all of its text: ${found.why}`}`;
    return [{ resource: address, argument: "policy", why }];
  });
}

function isCompared({ actions, others }: ComparedStatement): boolean {
  const { NotAction: notAction } = isPlainRecord(others) ? others : {};
  const [named, excepted] = [actions, listOf(notAction)];
  if (untoldIn([...named, ...excepted])) return true;
  return isAboutAccess(
    named.length > 0 ? { actions: named.map(String) } : { notActions: excepted.map(String) },
  );
}
