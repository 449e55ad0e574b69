import type { ReadBody } from "../../http/body";
import type { Header, HttpRequest, HttpResponse } from "../../http/message";
import type { DomainContext, Endpoint } from "./context";
import { addPasskey } from "./endpoints/add-passkey";
import { authorize } from "./endpoints/authorize";
import { confirmUser } from "./endpoints/confirm-user";
import { error } from "./endpoints/error";
import { forgotPassword } from "./endpoints/forgot-password";
import { idpResponse } from "./endpoints/idp-response";
import { login } from "./endpoints/login";
import { logout } from "./endpoints/logout";
import { revoke } from "./endpoints/revoke";
import { samlIdpResponse } from "./endpoints/saml-idp-response";
import { signUp } from "./endpoints/sign-up";
import { token } from "./endpoints/token";
import { userInfo } from "./endpoints/user-info";
import { errorResponse, OauthError, tokenJson } from "./oauth-error";

const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map(
  [
    addPasskey,
    authorize,
    confirmUser,
    error,
    forgotPassword,
    idpResponse,
    login,
    logout,
    revoke,
    samlIdpResponse,
    signUp,
    token,
    userInfo,
  ].map((endpoint) => [endpoint.path, endpoint]),
);

/** `/oauth2/authorize`, … */
export const DOMAIN_PATHS: ReadonlySet<string> = new Set(ENDPOINTS.keys());

/** Bytes; a code and its verifier are far shorter. */
const LONGEST_FORM = 64 << 10;

/** What paths of a domain begin with that no other service has. */
const OWN = ["/oauth2/", "/saml2/"];

/** Whether a path is of a user pool's domain: an endpoint, or below what only domains have. */
export function isDomainPath(path: string): boolean {
  return ENDPOINTS.has(path) || OWN.some((start) => path.startsWith(start));
}

/** Answers a request to a path of a domain. The user pool is that of the client, or of the token. */
export async function answerDomain(
  request: HttpRequest,
  readBody: ReadBody,
  context: DomainContext,
): Promise<HttpResponse> {
  const endpoint = ENDPOINTS.get(request.path);
  if (endpoint === undefined) return notServed(404, `${request.path} is not served by this gate`);
  const answer = await answerEndpoint(request, readBody, { endpoint, context });
  context.log(`${request.verb.replace(/\W/g, "")} ${endpoint.path} ${answer.status}`);
  return endpoint.forPages ? { ...answer, headers: [...answer.headers, ...forPages(request)] } : answer;
}

function notServed(status: 404 | 405, error_description: string): HttpResponse {
  return tokenJson(status, { error: "invalid_request", error_description });
}

async function answerEndpoint(
  request: HttpRequest,
  readBody: ReadBody,
  { context, endpoint }: { readonly endpoint: Endpoint; readonly context: DomainContext },
): Promise<HttpResponse> {
  const { answers, forPages: isForPages } = endpoint;
  const { verb } = request;
  if (verb === "OPTIONS" && isForPages) return { status: 204, headers: [], body: "" };
  const answer = verb === "GET" || verb === "POST" ? answers[verb] : undefined;
  if (answer === undefined) {
    const allowed = Object.keys(answers).join(", ");
    const { headers, ...refusal } = notServed(405, `expected ${allowed}`);
    return { ...refusal, headers: [...headers, ["Allow", allowed]] };
  }
  try {
    return await answer({ ...request, body: await readBody(LONGEST_FORM) }, context);
  } catch (error) {
    if (!(error instanceof OauthError)) throw error;
    context.log(`oauth2: refused: ${error.message}`);
    return errorResponse(error);
  }
}

/** Apps in browsers call these from their own origin. They send no cookie, so that any origin may. */
function forPages({ verb }: HttpRequest): readonly Header[] {
  return [
    ["Access-Control-Allow-Origin", "*"],
    ...(verb === "OPTIONS"
      ? ([
          ["Access-Control-Allow-Methods", "GET,POST"],
          [
            "Access-Control-Allow-Headers",
            "authorization,content-type,x-amz-user-agent,amz-sdk-request,amz-sdk-invocation-id",
          ],
          ["Access-Control-Max-Age", "7200"],
        ] as const)
      : []),
  ];
}
