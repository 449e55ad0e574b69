/** Whether a caller may make a request of an API. */
export { allApis } from "./all-apis";
export { type Backend, backendsOf, type Receiver } from "./backends";
export { guardOf } from "./connection";
export { type Decider, decide, decider } from "./decide";
export { together } from "./dependence";
export { type Front, frontsOf } from "./fronts";
export {
  functionArnIn,
  functionOf,
  namedFunction,
  stagedFunctionArnIn,
  unqualified,
  withStageVariables,
} from "./function-arn";
export { DEFAULT_ROUTE } from "./http-route";
export { authorizerArns, contestedArn, invokeArns } from "./invoke-arn";
export { wholeExpression } from "./java-expression";
export { AUTHORIZATION_BY, AUTHORIZATIONS, authorizersOf, HTTP_AUTHORIZATIONS, LOCKS } from "./locks";
export { type Credentials, LEFT_CHECKS, type LeftCheck } from "./locks/lock";
export { climbs, hasDotSegments, withoutDotSegments } from "./path-readings";
export { actionsOf } from "./question";
export type { ApiCall, ApiRequest, Caller, RouteMatch } from "./request";
export { refusedBeforeAuthorizer, resourcePoliciesOf } from "./resource-policy";
export { answerersOf, contestedBy, matchRoute, refusedByRoute } from "./route";
export { greedyMethods, VERBS } from "./route-tree";
export { routed } from "./routing";
export { mayAssume } from "./trust";
