import type { ReadBody } from "../../http/body";
import type { Header, HttpRequest, HttpResponse } from "../../http/message";
import type { DomainContext, Endpoint } from "./context";
import { authorize } from "./endpoints/authorize";
import { error } from "./endpoints/error";
import { forgotPassword } from "./endpoints/forgot-password";
import { idpResponse } from "./endpoints/idp-response";
import { login } from "./endpoints/login";
import { logout } from "./endpoints/logout";
import { revoke } from "./endpoints/revoke";
import { signUp } from "./endpoints/sign-up";
import { token } from "./endpoints/token";
import { userInfo } from "./endpoints/user-info";
import { errorResponse, OauthError } from "./oauth-error";

const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map(
  [authorize, error, forgotPassword, idpResponse, login, logout, revoke, signUp, token, userInfo].map(
    (endpoint) => [endpoint.path, endpoint],
  ),
);

/** `/oauth2/authorize`, … */
export const DOMAIN_PATHS: ReadonlySet<string> = new Set(ENDPOINTS.keys());

/** Bytes; a code and its verifier are far shorter. */
const LONGEST_FORM = 64 << 10;

/** Answers a request to one of `DOMAIN_PATHS`. The user pool is that of the client, or of the token. */
export async function answerDomain(
  request: HttpRequest,
  readBody: ReadBody,
  context: DomainContext,
): Promise<HttpResponse> {
  const endpoint = ENDPOINTS.get(request.path);
  if (endpoint === undefined) throw new Error(`${request.path} is no OAuth endpoint`);
  const answer = await answerEndpoint(request, readBody, { endpoint, context });
  context.log(`${request.verb.replace(/\W/g, "")} ${endpoint.path} ${answer.status}`);
  return endpoint.forPages ? { ...answer, headers: [...answer.headers, ...forPages(request)] } : answer;
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
  if (answer === undefined)
    return { status: 405, headers: [["Allow", Object.keys(answers).join(", ")]], body: "" };
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
