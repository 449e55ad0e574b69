import type { LambdaAuthorizer } from "../../../terraform/model";
import { askFunction } from "../../data-plane/lambda-authorizer/ask-function";
import { within } from "../../lambda/deadline";
import { type AuthorizerAnswer, authorizerAnswer } from "../authorizer/authorizer-answer";
import { authorizerEvent } from "../authorizer/authorizer-event";
import { callerOf } from "../authorizer/caller";
import { identityValues } from "../authorizer/identity-sources";
import type { HttpDataPlane } from "../http-data-plane";
import { type HttpRefused, misconfigured } from "../refusals";
import type { RouteCall } from "../route-call";
import type { HttpAuthenticated, HttpLock } from "./lock";

/** The longest that API Gateway waits for an authorizer, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** CUSTOM: a Lambda authorizer says whether the caller may go on, or by a policy what the caller may do. */
export const custom: HttpLock = {
  presents: () => ({ credential: "third-party-token", unauthenticated: 401, denied: 403 }),
  async authenticate(call, plane) {
    const { api, route } = call;
    const authorizer = api.authorizers.find(({ id }) => id === route.authorizerId);
    if (authorizer?.type !== "REQUEST") return misconfigured(`${route.address} has no Lambda authorizer`);
    const answer = await answerFor(call, authorizer, plane);
    return "response" in answer ? answer : authenticated(call, authorizer, answer);
  },
  forwardsAuthorization: true,
};

/**
 * The answer is kept for the authorizer's TTL under the values of its identity sources, for all routes that it locks: a
 * simple answer is then the verdict for all of them, and a policy is evaluated for each call. A refusal is kept, a failure
 * is not.
 */
async function answerFor(
  call: RouteCall,
  authorizer: LambdaAuthorizer,
  plane: HttpDataPlane,
): Promise<AuthorizerAnswer | HttpRefused> {
  const { address, id, ttlSeconds } = authorizer;
  const values = identityValues(call, authorizer.identitySources);
  if (values === undefined)
    return { response: "UNAUTHORIZED", reason: `An identity source of ${address} is missing` };
  if ("unreadable" in values)
    return misconfigured(`${address}: its identity source ${values.unreadable} is not of a known form`);
  const isKept = ttlSeconds > 0 && values.length > 0;
  const key = JSON.stringify([call.api.id, call.stage.name, id, ...values]);
  const kept = isKept ? plane.answers.get(key, plane.now()) : undefined;
  if (kept) return kept;
  const event = authorizerEvent(call, authorizer, values);
  const result = await within(TIMEOUT_MS, askFunction(call, authorizer, event, plane));
  if (result === "late") return misconfigured(`${address} took more than ${TIMEOUT_MS} ms`);
  if (result.kind === "not-asked") return misconfigured(result.reason);
  // What HTTP APIs answer to this word is not documented. As at a REST API, a client then asks for a new token.
  if (result.kind === "error" && result.errorMessage === "Unauthorized")
    return { response: "UNAUTHORIZED", reason: `${address} refused the credentials` };
  if (result.kind !== "ok")
    return misconfigured(`${address} failed: ${result.kind === "error" ? result.errorMessage : result.kind}`);
  const answer = authorizerAnswer(result.payload, authorizer);
  if (typeof answer === "string") return misconfigured(`${address}: ${answer}`);
  if (isKept) plane.answers.put(key, answer, new Date(plane.now().getTime() + ttlSeconds * 1_000));
  return answer;
}

function authenticated(
  call: RouteCall,
  { address }: LambdaAuthorizer,
  answer: AuthorizerAnswer,
): HttpAuthenticated | HttpRefused {
  const { context } = answer;
  if ("isAuthorized" in answer && !answer.isAuthorized)
    return { response: "FORBIDDEN", reason: `${address} answered that the caller is not authorized` };
  return {
    caller: callerOf(call, answer),
    known: {
      by: "lambda",
      context,
      ...("principalId" in answer && { principalId: answer.principalId }),
    },
  };
}
