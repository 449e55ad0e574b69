import { readAuthorizationRequest } from "../authorization-request";
import { complete } from "../complete";
import type { Endpoint } from "../context";
import { currentLogin } from "../logins";
import { redirect } from "../redirect";
import { refused } from "../refusal";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html */
export const authorize: Endpoint = {
  path: "/oauth2/authorize",
  answers: {
    GET(request, context) {
      const asked = readAuthorizationRequest(request, context);
      if ("reason" in asked) return refused(asked, context);
      const login = asked.prompt === "login" ? undefined : currentLogin(request, asked, context);
      if (login) return complete(asked, login, context);
      if (asked.prompt === "none") {
        const { redirectUri, responseType, state } = asked;
        return refused(
          {
            told: { error: "login_required" },
            redirectUri,
            inFragment: responseType === "token",
            ...(state !== undefined && { state }),
            reason: "prompt is none, and nobody is signed in",
          },
          context,
        );
      }
      return redirect(`/login?${request.query}`);
    },
  },
};
