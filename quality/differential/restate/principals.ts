import { type Case, type Principals, principalArn } from "../case";
import { statements } from "./walk";

/**
 * Restates an Allow for everyone, or for everyone but some, as one for the caller's account, which does not override a
 * permissions boundary.
 */
export function everyoneWithinBoundary(asked: Case): Case {
  if (!asked.boundary) return asked;
  const { account } = asked.principal;
  return statements(asked, (statement) => {
    const { NotPrincipal, Principal, ...rest } = statement;
    if (statement.Effect !== "Allow") return statement;
    if (NotPrincipal)
      return names(NotPrincipal, asked) ? undefined : { ...rest, Principal: { AWS: [account] } };
    if (Principal === undefined || !isEveryone(Principal)) return statement;
    const named = Principal === "*" ? [] : (Principal.AWS ?? []).filter((id) => id !== "*");
    return { ...rest, Principal: { AWS: [...named, account] } };
  });
}

function names(principals: Principals, asked: Case): boolean {
  const { account } = asked.principal;
  const own = [principalArn(asked), account, `arn:aws:iam::${account}:root`];
  if (principals === "*") return true;
  return principals.AWS?.some((id) => id === "*" || own.includes(id)) ?? false;
}

/** NotPrincipal and unsigned requests: an Allow does not match them, a Deny does. */
export function notPrincipalUnsigned(asked: Case): Case {
  if (asked.asks !== "anonymous") return asked;
  return statements(asked, (statement) => {
    const { NotPrincipal, ...rest } = statement;
    if (!NotPrincipal) return statement;
    return statement.Effect === "Allow" ? undefined : { ...rest, Principal: "*" };
  });
}

function isEveryone(principals: Principals): boolean {
  return principals === "*" || (principals.AWS?.includes("*") ?? false);
}
