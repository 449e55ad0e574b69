import type { Decision, Call as Question } from "../../terraform/access/decide/decide";
import { requestKeys } from "../credentials/condition-keys";
import type { Refused } from "./gateway-response/responses";
import type { Authenticated } from "./locks/lock";
import { type Call, methodArn } from "./method-request";

/** What is asked of the decision, but for who calls. */
export function questionOf(call: Call, now: Date): Omit<Question, "caller"> {
  const { api, match, path, request, stage } = call;
  return {
    api,
    stage,
    match,
    verb: request.verb,
    path,
    sourceIp: request.sourceIp,
    context: requestKeys(request, now),
    // A key that the gate has no value for may have one in the cloud: what asks for it is not taken as met.
    open: true,
  };
}

/** A refusal as the caller meets it. A decision that is not known is one, too. */
export function refusal(decision: Decision, call: Call, who: Authenticated | undefined): Refused {
  const response = decision.refusal ?? "API_CONFIGURATION_ERROR";
  const message = response === "ACCESS_DENIED" ? accessDenied(decision, call, who) : undefined;
  return { response, reason: decision.reason, ...(message !== undefined && { message }) };
}

/** The service's own words; the account is masked but for its last four digits. */
function accessDenied(decision: Decision, call: Call, who: Authenticated | undefined): string | undefined {
  const byResource = decision.source?.address === (call.api.policy ?? call.api).address;
  const denied = ` with an explicit deny in ${byResource ? "a resource" : "an identity"}-based policy`;
  if (who?.caller.kind === "policy" && !byResource)
    return decision.explicit ? `User is not authorized to access this resource${denied}` : undefined;
  const resource = methodArn(call).replace(/:\d{8}(\d{4}):/, ":********$1:");
  const words = `User: ${who?.identity.userArn ?? "anonymous"} is not authorized to perform: execute-api:Invoke on resource: ${resource}`;
  if (decision.explicit) return `${words}${denied}`;
  return who?.caller.kind === "iam"
    ? `${words} because no identity-based policy allows the execute-api:Invoke action`
    : words;
}
