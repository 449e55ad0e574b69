import type { LambdaAuthorizer, RestApi } from "../../../model";
import type { Finding, Rule } from "../rule";

export const cachedAuthorizerPolicy: Rule = {
  id: "cached-authorizer-policy",
  level: "high",
  finds: "A Lambda authorizer whose cached answer may decide about other methods",
  reason:
    "API Gateway caches a Lambda authorizer's policy for all methods: a policy about the method of one request also decides the next request to another method",
  fix: "Return a policy over all of the caller's methods, or set authorizer_result_ttl_in_seconds = 0",
  example: "api/aws_api_gateway_authorizer.partners",
  check: ({ evidence, model }) =>
    model.apis.flatMap((api) =>
      api.authorizers.flatMap((authorizer): Finding[] => {
        if (!("functionArn" in authorizer) || authorizer.ttlSeconds === 0) return [];
        const lambda = model.functions.find(({ arn }) => arn === authorizer.functionArn);
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

function methodsOf({ methods }: RestApi, { id }: LambdaAuthorizer): number {
  return methods.filter(({ authorizerId }) => authorizerId === id).length;
}
