import type { ApiRequest } from "../../terraform/access/decide";
import type { Decision } from "../../terraform/model";
import { requestKeys } from "../credentials/condition-keys";
import type { HttpRequest } from "../http/message";
import type { Refused } from "./gateway-response/responses";
import type { Authenticated, DeniedByOwnPolicy } from "./locks/lock";
import { type MethodCall, methodArn } from "./method-call";

/** A request to a method or a route, as the decision sees it. */
export interface Asked extends Pick<ApiRequest, "api" | "match" | "path" | "stage"> {
  readonly request: HttpRequest;
}

/** The question for the decision, without the caller. */
export function questionOf({ api, match, path, request, stage }: Asked, now: Date): ApiRequest {
  return {
    api,
    stage,
    match,
    verb: request.verb,
    path,
    sourceIp: request.sourceIp,
    context: requestKeys(request, now),
    // A condition key without a value here may have one in the cloud: a condition on it is not taken as met.
    open: true,
  };
}

export interface Denied {
  /** Absent where the call is refused before its caller is authenticated. */
  readonly who?: Authenticated | undefined;
  /** @default the lock has no message of its own */
  readonly byOwnPolicy?: DeniedByOwnPolicy | undefined;
}

/** The refusal that the caller gets for a decision other than `allow`; `unknown` is refused as well. */
export function denialOf(decision: Decision, call: MethodCall, { byOwnPolicy, who }: Denied = {}): Refused {
  const response = decision.refusal ?? "API_CONFIGURATION_ERROR";
  const message =
    response === "ACCESS_DENIED" ? accessDenied(decision, call, { byOwnPolicy, who }) : undefined;
  const { reason, source: rule } = decision;
  return { response, reason, ...(rule && { rule }), ...(message !== undefined && { message }) };
}

/** The service's own text; the account is masked except for its last four digits. */
function accessDenied(
  decision: Decision,
  call: MethodCall,
  { byOwnPolicy, who }: Denied,
): string | undefined {
  const resource = methodArn(call).replace(/:\d{8}(\d{4}):/, ":********$1:");
  const user = `User: ${who?.identity.userArn ?? "anonymous"}`;
  const sentence = `${user} is not authorized to perform: execute-api:Invoke on resource: ${resource}`;
  const byResource = decision.source?.address === (call.api.policy ?? call.api).address;
  const explicit = decision.explicit === true;
  if (byResource && explicit) return `${sentence} with an explicit deny in a resource-based policy`;
  if (who && byOwnPolicy) return byOwnPolicy({ sentence, explicit, byResource });
  return explicit ? `${sentence} with an explicit deny in an identity-based policy` : sentence;
}
