import { type Header, type HttpRequest, headerValues } from "../../http/message";

/** Names of the cookies: of users who signed in, of requests to identity providers, and of forms. */
export type CookieName = "cognito" | "cognito-fl" | "XSRF-TOKEN";

/** The value of a cookie; `undefined` where it is absent, or is there twice. */
export function cookieOf(request: Pick<HttpRequest, "headers">, name: CookieName): string | undefined {
  const values = headerValues(request, "cookie")
    .flatMap((header) => header.split(";"))
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 && values[0] !== "" ? values[0] : undefined;
}

/**
 * Sets a cookie that scripts cannot read. `Lax`: a browser that is sent to /oauth2/authorize by an app sends it, a form of
 * another site does not. Over TLS, the identity providers' page is another site by its scheme, and posts.
 *
 * @param seconds 0 removes it
 */
export function setCookie(
  name: CookieName,
  {
    isSecure,
    seconds,
    value,
  }: { readonly value: string; readonly seconds: number; readonly isSecure: boolean },
): Header {
  const secure = isSecure ? "; Secure" : "";
  const sites = name === "cognito-fl" && isSecure ? "None" : "Lax";
  return ["Set-Cookie", `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=${sites}${secure}`];
}
