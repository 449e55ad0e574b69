import type { ApiModel, Statement } from "../../model";

/** An AWS principal that a resource policy names, and that this Terraform does not make. */
export interface Outsider {
  /** The ARN, or the number of an account as a whole, or `*`. */
  readonly name: string;
  readonly arn: string;
}

/**
 * Whom the APIs' resource policies let in beside the roles and users of this Terraform: another account, a role made
 * elsewhere, everybody. What their own policies say is not known, so neither is what they may call.
 */
export function outsidersOf({ apis, roles, users = [] }: ApiModel): readonly Outsider[] {
  const own = new Set([...roles, ...users].map(({ arn }) => arn));
  const [, partition = "aws"] = apis[0]?.executionArn.split(":") ?? [];
  const accounts = new Set(apis.map(({ executionArn }) => executionArn.split(":")[4]));
  const named = apis.flatMap(({ policy }) =>
    policy && !("unknown" in policy.document) ? policy.document.statements.flatMap(admitted) : [],
  );
  return (
    [...new Set(named)]
      .filter((principal) => !own.has(principal))
      .map((principal) => outsider(principal, partition))
      // That the API's own account is named lets its own policies decide.
      .filter(({ name }) => !accounts.has(name))
  );
}

/** Whoever NotPrincipal does not name may be anybody. */
function admitted({ effect, notPrincipals, principals }: Statement): readonly string[] {
  if (effect !== "Allow") return [];
  if (notPrincipals || (principals && "*" in principals)) return ["*"];
  return principals?.AWS ?? [];
}

function outsider(principal: string, partition: string): Outsider {
  if (/^(\d{12}|\*)$/.test(principal))
    return { name: principal, arn: `arn:${partition}:iam::${principal}:root` };
  const account = /^arn:[^:]*:iam::(\d{12}):root$/.exec(principal)?.[1];
  return { name: account ?? principal, arn: principal };
}
