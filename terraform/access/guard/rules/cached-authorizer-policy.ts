import type { Api, LambdaAuthorizer } from "../../../model";
import { allApis, functionOf } from "../../decide";
import type { Finding, Rule } from "../rule";

export const cachedAuthorizerPolicy: Rule = {
  id: "cached-authorizer-policy",
  level: "high",
  finds: "A Lambda authorizer whose cached answer may decide about other methods",
  reason:
    "API Gateway caches a Lambda authorizer's answer for all methods and routes: an answer about one request also decides the next request to another method",
  fix: "Return a policy over all of the caller's methods, set authorizer_result_ttl_in_seconds = 0, or add $context.routeKey to the identity sources of an HTTP API",
  example: "api/aws_api_gateway_authorizer.partners",
  check: ({ evidence, model }) =>
    allApis(model).flatMap((api) =>
      api.authorizers.flatMap((authorizer): Finding[] => {
        if (!("functionArn" in authorizer) || authorizer.ttlSeconds === 0) return [];
        if (authorizer.identitySources.includes("$context.routeKey")) return [];
        const lambda = functionOf(model.functions, authorizer.functionArn);
        const methods = methodsOf(api, authorizer);
        // A role table answers for all methods at once.
        if (methods < 2 || (lambda && evidence.roleTables[lambda.address])) return [];
        const seconds = authorizer.ttlSeconds;
        const decider = lambda?.address ?? authorizer.functionArn;
        const message = `what ${decider} answers is kept ${seconds} s for ${methods} methods, and cannot be read here`;
        return [{ resource: authorizer.address, message }];
      }),
    ),
};

function methodsOf({ methods }: Api, { id }: LambdaAuthorizer): number {
  return methods.filter(({ authorizerId }) => authorizerId === id).length;
}
