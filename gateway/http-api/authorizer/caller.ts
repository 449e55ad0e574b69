import { authorizerArns, type Caller, invokeArns } from "../../../terraform/access/decide";
import type { PolicyDocument } from "../../../terraform/model";
import { deliveredPath } from "../delivered-path";
import { type RouteCall, routeArn } from "../route-call";
import type { AuthorizerAnswer } from "./authorizer-answer";

/** What a simple answer allows: the request that it is about, whichever that is. */
const ALL: PolicyDocument = {
  version: "2012-10-17",
  statements: [{ effect: "Allow", actions: ["execute-api:Invoke"], resources: ["*"], conditions: [] }],
};

/** The caller that an authorizer admits. */
export function callerOf(call: RouteCall, answer: AuthorizerAnswer): Extract<Caller, { kind: "policy" }> {
  if ("isAuthorized" in answer) return { kind: "policy", principalId: "", document: ALL };
  const { document, principalId } = answer;
  return { kind: "policy", principalId, document: inAllForms(document, call) };
}

/**
 * The policy, in which the ARN that the function got stands for the request in each of its forms. Which form of the ARN
 * API Gateway gives to functions and evaluates is not documented: the decision asks for all of them, so a policy that
 * repeats the ARN from the event means this request, and any other one must match each form.
 */
function inAllForms(document: PolicyDocument, call: RouteCall): PolicyDocument {
  const { api, path, request, route, stage } = call;
  const given = routeArn(call, deliveredPath(path));
  const forms = [
    ...invokeArns(api, stage, { verb: request.verb, path }),
    ...authorizerArns(api, stage, { verb: request.verb, method: route }),
  ];
  return {
    ...document,
    statements: document.statements.map((statement) =>
      statement.resources?.includes(given)
        ? { ...statement, resources: [...statement.resources, ...forms] }
        : statement,
    ),
  };
}
