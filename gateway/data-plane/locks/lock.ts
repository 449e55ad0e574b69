import { type Caller, refusedBeforeAuthorizer } from "../../../terraform/access/decide/decide";
import type { ReadBody } from "../../http/body";
import type { Served } from "../data-plane";
import { questionOf, refusal } from "../denial";
import { anonymousIdentity, type Identity } from "../event/identity";
import type { Refused } from "../gateway-response/responses";
import type { Call } from "../method-request";
import { authenticateBySignature } from "./aws-iam";
import { authenticateByToken } from "./cognito-user-pools";
import { authenticateByLambda } from "./custom";

/** Who calls, as far as the method's lock could establish. */
export interface Authenticated {
  readonly caller: Caller;
  readonly identity: Identity;
  /** `requestContext.authorizer` of the function's event. */
  readonly authorizer?: Readonly<Record<string, unknown>>;
  /** An API key's value that a Lambda authorizer named. */
  readonly usageIdentifierKey?: string;
}

/** Establishes who calls; whether they may is decided after. */
export async function authenticate(
  call: Call,
  readBody: ReadBody,
  served: Served,
): Promise<Authenticated | Refused> {
  const { api, method, request } = call;
  const authorizer = api.authorizers.find(({ id }) => id === method.authorizerId);
  switch (method.authorization) {
    case "NONE":
      return { caller: { kind: "anonymous" }, identity: anonymousIdentity(request) };
    case "AWS_IAM":
      return authenticateBySignature(call, readBody, served);
    case "COGNITO_USER_POOLS":
      if (authorizer?.type === "COGNITO_USER_POOLS") return authenticateByToken(call, authorizer, served);
      break;
    case "CUSTOM":
      if (authorizer?.type === "TOKEN" || authorizer?.type === "REQUEST") {
        const refused = refusedBeforeAuthorizer(questionOf(call, served.now()));
        return refused ? refusal(refused, call, undefined) : authenticateByLambda(call, authorizer, served);
      }
      break;
    default:
      method.authorization satisfies never;
  }
  return {
    response: "AUTHORIZER_CONFIGURATION_ERROR",
    reason: `${method.address} has no ${method.authorization} authorizer`,
  };
}
