import type { Header, HttpRequest } from "../../http/message";
import type { StoredUser } from "../directory/stored-user";
import { type DomainContext, LOGIN_SECONDS, type Login, type OauthClient } from "./context";
import { cookieOf, setCookie } from "./cookies";

/** The user who signed in with this browser at the pool's pages, and when. */
export function currentLogin(
  request: HttpRequest,
  { oauth, pool }: Pick<OauthClient, "oauth" | "pool">,
  { directory, logins }: DomainContext,
): { readonly user: StoredUser; readonly authTime: number } | undefined {
  const login = logins.get(cookieOf(request, "cognito") ?? "");
  if (login === undefined || login.poolId !== pool.id) return undefined;
  if (!oauth.identityProviders.includes(login.provider)) return undefined;
  const user = directory.users.get(login);
  return user && maySignIn(user) ? { user, authTime: login.authTime } : undefined;
}

/** Whether a user who has signed in may still get tokens: a password that must be changed is asked for first. */
export function maySignIn({ isEnabled, status }: StoredUser): boolean {
  return isEnabled && (status === "CONFIRMED" || status === "EXTERNAL_PROVIDER");
}

/** The cookie of a user who has signed in. Each sign-in has a key of its own. */
export function beginLogin(
  { user: { poolId, sub }, ...login }: { readonly user: StoredUser } & Pick<Login, "authTime" | "provider">,
  { isSecure, logins }: DomainContext,
): Header {
  const value = logins.add({ poolId, sub, ...login });
  return setCookie("cognito", { value, seconds: LOGIN_SECONDS, isSecure });
}

export function endLogin(request: HttpRequest, { isSecure, logins }: DomainContext): Header {
  logins.take(cookieOf(request, "cognito") ?? "");
  return setCookie("cognito", { value: "", seconds: 0, isSecure });
}
