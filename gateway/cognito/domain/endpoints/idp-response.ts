import { parametersIn } from "../../../http/form";
import { sameText } from "../../../state/same-text";
import type { Endpoint } from "../context";
import { cookieOf } from "../cookies";
import { openRequest } from "../federation";
import { isOfBrowser, refuseAnswer, signInByProvider } from "../provider-answer";

/**
 * Where an identity provider sends a browser back. Its code counts once.
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
      const isAnswer =
        sent !== undefined &&
        identity !== undefined &&
        isOfBrowser(sent, cookieOf(request, "cognito-fl")) &&
        sameText(identity.nonce, sent.nonce) &&
        identity.provider === sent.provider &&
        identity.poolId === sent.poolId;
      return isAnswer ? signInByProvider(identity, sent, "other", context) : refuseAnswer(context);
    },
  },
};
