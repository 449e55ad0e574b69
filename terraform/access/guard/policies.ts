import type { ApiModel, Statement } from "../../model";
import { fits, pattern } from "../iam";

/** One resource of an Allow on execute-api:Invoke in an identity policy. */
export interface AllowedResource {
  readonly address: string;
  readonly statement: number;
  readonly resource: string;
}

/** The resources on which policies of roles, users and groups allow execute-api:Invoke. */
export function allowedResources({ groups = [], roles, users = [] }: ApiModel): AllowedResource[] {
  const policies = [...roles, ...users, ...groups].flatMap((holder) => holder.policies);
  // A group's policies are also policies of its members.
  const once = new Map(policies.map((policy) => [`${policy.address} ${policy.name}`, policy]));
  return [...once.values()].flatMap(({ address, document }) => {
    if ("unknown" in document) return [];
    return document.statements.flatMap((statement, index) =>
      isInvokeAllowed(statement)
        ? (statement.resources ?? ["*"]).map((resource) => ({ address, statement: index, resource }))
        : [],
    );
  });
}

function isInvokeAllowed({ actions, effect, notActions }: Statement): boolean {
  const covers = (texts: readonly string[]) =>
    texts.some((text) => fits(pattern(text.toLowerCase()), "execute-api:invoke"));
  return effect === "Allow" && (actions ? covers(actions) : !covers(notActions ?? []));
}
