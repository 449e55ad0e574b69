import type { IdentityPool } from "../../../terraform/model";
import { unverifiedClaims } from "../../jwt/verify";
import { notAuthorized } from "../exceptions";
import { identityOf } from "./identity";
import type { IdentityPoolContext } from "./identity-pool-operation";
import { type Login, type Logins, providerOf } from "./login";

/** The call names no pool: it is the one in which the login has this identity. The login is verified afterwards. */
export function poolOf(identityId: string, logins: Logins, context: IdentityPoolContext): IdentityPool {
  const { model, seal } = context;
  const entries = Object.entries(logins);
  if (entries.length === 0)
    throw notAuthorized("Unauthenticated access is not supported for this identity pool.");
  for (const [name, token] of entries) {
    const { providerName } = providerOf(name, context);
    const sub = unverifiedClaims(token)?.sub;
    if (typeof sub !== "string") continue;
    const login: Pick<Login, "providerName" | "sub"> = { providerName, sub };
    const pool = model.identityPools.find((candidate) => identityOf(candidate, login, seal) === identityId);
    if (pool !== undefined) return pool;
  }
  throw notAuthorized(
    "Logins don't match. Please include at least one valid login for this identity or identity pool.",
  );
}
