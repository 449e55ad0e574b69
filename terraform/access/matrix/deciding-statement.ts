import type { ApiModel, AttachedPolicy, Source, Statement } from "../../model";
import { allApis, resourcePoliciesOf } from "../decide";

/** The statement that a decision names; undefined where it names none. */
export function statementAt(model: ApiModel, { address, statement }: Source): Statement | undefined {
  if (statement === undefined) return undefined;
  const trusts = model.roles.map((role) => ({ address: role.address, document: role.trust }));
  const attached: readonly Pick<AttachedPolicy, "address" | "document">[] = [
    ...allApis(model).flatMap(resourcePoliciesOf),
    ...[...model.roles, ...(model.users ?? []), ...(model.groups ?? [])].flatMap(({ policies }) => policies),
    ...[...model.roles, ...(model.users ?? [])].flatMap(({ boundary }) => (boundary ? [boundary] : [])),
    ...trusts,
  ];
  const found = attached.find((policy) => policy.address === address && !("unknown" in policy.document));
  return found && "statements" in found.document ? found.document.statements[statement] : undefined;
}
