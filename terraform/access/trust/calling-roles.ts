import type { ApiModel, AttachedPolicy, Statement } from "../../model";
import { allApis, resourcePoliciesOf } from "../decide";
import { fits, pattern } from "../iam";
import { systemRoles } from "../matrix";

/** Actions by which a principal calls an API or a function URL. */
const CALLS = ["execute-api:invoke", "lambda:invokefunctionurl"];

/** The addresses of the roles, users and IAM groups that may call something, as far as policies tell. */
export function callingRoles(model: ApiModel): ReadonlySet<string> {
  const { groups = [], roles, users = [] } = model;
  const holders = [...roles, ...users, ...groups].filter(({ policies }) => policies.some(mayCall));
  const hasPolicies = allApis(model).some((api) => resourcePoliciesOf(api).length > 0);
  // An API's policy may let in a role that has no right of its own.
  const admitted = hasPolicies ? systemRoles(model) : [];
  return new Set([...holders, ...admitted].map(({ address }) => address));
}

function mayCall({ document }: AttachedPolicy): boolean {
  return "unknown" in document || document.statements.some(allowsCalls);
}

function allowsCalls({ actions, effect, notActions }: Statement): boolean {
  if (effect !== "Allow") return false;
  const has = (all: readonly string[], action: string) =>
    all.some((one) => fits(pattern(one.toLowerCase()), action));
  return CALLS.some((action) => (actions ? has(actions, action) : !has(notActions ?? [], action)));
}
