import { parametersIn } from "../../../http/form";
import type { Endpoint } from "../context";
import { errorPage } from "../page/error-page";

/** Where a browser is sent whose request is answered at no client's address. */
export const error: Endpoint = {
  path: "/error",
  answers: {
    GET({ query }) {
      const parameters = parametersIn(query);
      return errorPage(parameters === "repeated" ? "" : (parameters.get("error") ?? ""));
    },
  },
};
