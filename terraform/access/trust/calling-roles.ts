import type { ApiModel, AttachedPolicy, Statement } from "../../model";
import { fits, pattern } from "../iam";

/** Actions by which a principal calls an API or a function URL. */
const CALLS = ["execute-api:invoke", "lambda:invokefunctionurl"];

/** The addresses of the roles, users and IAM groups that may call something, as far as their own policies tell. */
export function callingRoles({ groups = [], roles, users = [] }: ApiModel): ReadonlySet<string> {
  const holders = [...roles, ...users, ...groups].filter(({ policies }) => policies.some(mayCall));
  return new Set(holders.map(({ address }) => address));
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
