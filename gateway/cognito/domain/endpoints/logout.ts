import { parametersIn } from "../../../http/form";
import { readAuthorizationRequest } from "../authorization-request";
import { type Endpoint, findOauthClient } from "../context";
import { endLogin } from "../logins";
import { mayBeCalledBack, redirect, withQuery } from "../redirect";
import { refused } from "../refusal";

/**
 * Ends the sign-in of the browser, and sends it to one of the client's logout_urls, or to the login page for a request as
 * /oauth2/authorize takes it. Refresh tokens stay.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
 */
export const logout: Endpoint = {
  path: "/logout",
  answers: {
    GET(request, context) {
      const ended = endLogin(request, context);
      const parameters = parametersIn(request.query);
      if (parameters === "repeated")
        return redirect(withQuery("/error", { error: "invalid_request" }), [ended]);
      const found = findOauthClient(context, parameters.get("client_id"));
      const uri = parameters.get("logout_uri");
      if (found && uri !== undefined) {
        const isKnown = found.oauth.logoutUrls.includes(uri) && mayBeCalledBack(uri);
        return redirect(isKnown ? uri : withQuery("/error", { error: "logout_mismatch" }), [ended]);
      }
      const asked = readAuthorizationRequest(request, context);
      const { headers, ...answer } =
        "reason" in asked ? refused(asked, context) : redirect(`/login?${request.query}`);
      return { ...answer, headers: [...headers, ended] };
    },
  },
};
