import { parametersIn } from "../../../http/form";
import { confirmSignUp } from "../../user-pool/operations/confirm-sign-up";
import type { Endpoint } from "../context";
import { errorPage } from "../page/error-page";
import { html } from "../page/html";
import { page } from "../page/layout";
import { runOperation } from "../pool-operation";

/**
 * Confirms the account of a user who has followed the link of a message.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html
 */
export const confirmUser: Endpoint = {
  path: "/confirmUser",
  answers: {
    async GET({ query }, context) {
      const parameters = parametersIn(query);
      if (parameters === "repeated") return errorPage("invalid_request");
      const pool = context.model.userPools.find(({ clients }) =>
        clients.some(({ id }) => id === parameters.get("client_id")),
      );
      const client = pool?.clients.find(({ id }) => id === parameters.get("client_id"));
      if (client === undefined || !pool?.domains?.length) return errorPage("invalid_request");
      const username = parameters.get("user_name") ?? "";
      const input = { Username: username, ConfirmationCode: parameters.get("confirmation_code") };
      const result = await runOperation(confirmSignUp, { username, input }, { asked: { client }, context });
      return "problem" in result
        ? page({
            status: 400,
            title: "The account is not confirmed",
            content: html`<p role="alert">${result.problem}</p>`,
          })
        : page({
            title: "Your account is confirmed",
            content: html`<p>You can close this page, and sign in to the app.</p>`,
          });
    },
  },
};
