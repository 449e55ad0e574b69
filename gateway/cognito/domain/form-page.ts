import { isForm, type Parameters, parametersIn } from "../../http/form";
import type { HttpRequest, HttpResponse } from "../../http/message";
import { type AuthorizationRequest, readAuthorizationRequest } from "./authorization-request";
import { type DomainContext, type Endpoint, LOGIN_SECONDS, OWN_USERS } from "./context";
import { cookieOf, setCookie } from "./cookies";
import { randomKey } from "./expiring";
import { errorPage } from "./page/error-page";
import type { FormFrame } from "./page/forms";
import type { Html } from "./page/html";
import { formTargetOf, page } from "./page/layout";
import { refused } from "./refusal";
import { isOwnForm } from "./same-site";

/** A browser at a page, for a request that a client has made. */
export interface Visit {
  readonly request: HttpRequest;
  readonly asked: AuthorizationRequest;
  readonly context: DomainContext;
}

export interface FormPage {
  readonly path: string;
  /** Parameters of requests that name none. @default a request names all */
  readonly implied?: Readonly<Record<string, string>>;
  show(visit: Visit, problem?: string): HttpResponse | Promise<HttpResponse>;
  /** Takes a form that the gate's own page has sent. */
  take(form: Parameters, visit: Visit): Promise<HttpResponse>;
}

/** A page with forms. The request is held against the Terraform when it is shown, and again when its form is sent. */
export function formPage({ implied = {}, path, show, take }: FormPage): Endpoint {
  return {
    path,
    answers: {
      GET(given, context) {
        const request = completed(given, implied);
        const asked = readAuthorizationRequest(request, context);
        return "reason" in asked ? refused(asked, context) : show({ request, asked, context });
      },
      async POST(given, context) {
        const request = completed(given, implied);
        const asked = readAuthorizationRequest(request, context);
        if ("reason" in asked) return refused(asked, context);
        if (!takesPasswords(asked)) return errorPage("login_unavailable");
        const visit = { request, asked, context };
        const form = isForm(request) ? parametersIn(request.body.toString("utf8")) : "repeated";
        if (form === "repeated" || !isOwnForm(request, form.get("_csrf"), context))
          return {
            ...(await show(visit, "The form is too old, or was not sent from this page. Try again.")),
            status: 400,
          };
        return take(form, visit);
      },
    },
  };
}

function completed(request: HttpRequest, implied: Readonly<Record<string, string>>): HttpRequest {
  const present = new URLSearchParams(request.query);
  const missing = Object.entries(implied).filter(([name]) => !present.has(name));
  if (missing.length === 0) return request;
  return {
    ...request,
    query: [request.query, new URLSearchParams(missing).toString()].filter(Boolean).join("&"),
  };
}

/** Whether the client lets users of the pool itself sign in. */
export function takesPasswords({ oauth }: Pick<AuthorizationRequest, "oauth">): boolean {
  return oauth.identityProviders.includes(OWN_USERS);
}

/** A page of a visit, whose forms come back to `path`. */
export function render(
  { asked, context, request }: Visit,
  {
    content,
    path,
    problem,
    script,
    title,
  }: {
    readonly path: string;
    readonly title: string;
    readonly problem: string | undefined;
    readonly content: (frame: FormFrame) => Html;
    readonly script?: string | undefined;
  },
): HttpResponse {
  const csrf = formToken(request);
  const frame = { action: `${path}?${request.query}`, csrf, ...(problem !== undefined && { problem }) };
  return page({
    title,
    script,
    content: content(frame),
    formTarget: formTargetOf(asked.redirectUri),
    headers: [setCookie("XSRF-TOKEN", { value: csrf, seconds: LOGIN_SECONDS, isSecure: context.isSecure })],
  });
}

/** The token of the browser's forms, which it keeps as a cookie. */
function formToken(request: HttpRequest): string {
  const kept = cookieOf(request, "XSRF-TOKEN");
  return kept !== undefined && /^[\w-]{43}$/.test(kept) ? kept : randomKey();
}
