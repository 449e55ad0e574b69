import type { ApiModel, Statement } from "../../model";
import { allApis, resourcePoliciesOf } from "../decide";

/** An AWS principal that a resource policy names, and that this Terraform does not make. */
export interface ExternalPrincipal {
  /** The ARN, or the number of an account as a whole, or `*`. */
  readonly name: string;
  readonly arn: string;
}

/**
 * The principals that the APIs' resource policies admit beside the roles and users of this Terraform: another account,
 * a role made elsewhere, all principals. Their own policies are not known, so neither is what they may call.
 */
export function externalPrincipals(model: ApiModel): readonly ExternalPrincipal[] {
  const { roles, users = [] } = model;
  const apis = allApis(model);
  const own = new Set([...roles, ...users].map(({ arn }) => arn));
  const [, partition = "aws"] = apis[0]?.executionArn.split(":") ?? [];
  const accounts = new Set(apis.map(({ executionArn }) => executionArn.split(":")[4]));
  const named = apis
    .flatMap(resourcePoliciesOf)
    .flatMap(({ document }) => ("unknown" in document ? [] : document.statements.flatMap(admitted)));
  return (
    [...new Set(named)]
      .filter((principal) => !own.has(principal))
      .map((principal) => externalPrincipal(principal, partition))
      // Naming the API's own account delegates to the policies of its principals.
      .filter(({ name }) => !accounts.has(name))
  );
}

/** NotPrincipal admits all principals that it does not name. */
function admitted({ effect, notPrincipals, principals }: Statement): readonly string[] {
  if (effect !== "Allow") return [];
  if (notPrincipals || (principals && "*" in principals)) return ["*"];
  return principals?.AWS ?? [];
}

function externalPrincipal(principal: string, partition: string): ExternalPrincipal {
  if (/^(\d{12}|\*)$/.test(principal))
    return { name: principal, arn: `arn:${partition}:iam::${principal}:root` };
  const account = /^arn:[^:]*:iam::(\d{12}):root$/.exec(principal)?.[1];
  return { name: account ?? principal, arn: principal };
}
