import { parametersIn } from "../../../http/form";
import { ServiceError } from "../../../protocol/service-error";
import { sameText } from "../../../state/same-text";
import { readAuthorizationRequest } from "../authorization-request";
import { complete } from "../complete";
import type { Endpoint } from "../context";
import { cookieOf, setCookie } from "../cookies";
import { federatedUser } from "../federated-user";
import { offeredProvider, openRequest } from "../federation";
import { beginLogin } from "../logins";
import { errorPage } from "../page/error-page";
import { refused, toClient } from "../refusal";

/**
 * Where an identity provider sends a browser back. The answer counts in the browser that asked, for the request that it
 * asked with, once; the request is held against the Terraform again.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints-oauth-responses.html
 */
export const idpResponse: Endpoint = {
  path: "/oauth2/idpresponse",
  answers: {
    async GET(request, context) {
      const parameters = parametersIn(request.query);
      const [code, state] =
        parameters === "repeated" ? [] : [parameters.get("code"), parameters.get("state")];
      const sent = state === undefined ? undefined : openRequest(state, context);
      const identity = code === undefined ? undefined : context.identities.take(code);
      const cookie = cookieOf(request, "cognito-fl");
      const isAnswer =
        sent !== undefined &&
        identity !== undefined &&
        cookie !== undefined &&
        sameText(cookie, sent.nonce) &&
        sameText(identity.nonce, sent.nonce) &&
        identity.provider === sent.provider &&
        identity.poolId === sent.poolId;
      if (!isAnswer) {
        context.log(
          "oauth2: refused: the answer of an identity provider is not to a request of this browser",
        );
        return errorPage("invalid_request");
      }
      const asked = readAuthorizationRequest({ query: sent.query }, context);
      if ("reason" in asked) return refused(asked, context);
      const provider = offeredProvider(asked, identity.provider);
      if (provider === undefined || asked.pool.id !== identity.poolId) return errorPage("login_unavailable");
      const user = await federatedUser(identity, { asked, provider }, context).catch(problemOf);
      if (user instanceof ServiceError) {
        const { message } = user;
        return refused(
          toClient(asked, "invalid_request", { reason: message, description: message }),
          context,
        );
      }
      const authTime = Math.floor(context.now().getTime() / 1_000);
      const { isSecure } = context;
      return complete(asked, { user, authTime }, context, [
        beginLogin({ user, authTime, provider: provider.name }, context),
        setCookie("cognito-fl", { value: "", seconds: 0, isSecure }),
      ]);
    },
  },
};

function problemOf(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  throw error;
}
