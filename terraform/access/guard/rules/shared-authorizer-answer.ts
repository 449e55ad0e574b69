import type { LambdaAuthorizer } from "../../../model";
import { allApis } from "../../decide";
import { isShared } from "../../matrix";
import type { Rule } from "../rule";

export const sharedAuthorizerAnswer: Rule = {
  id: "shared-authorizer-answer",
  level: "critical",
  finds: "A Lambda authorizer whose answer is kept for callers with other credentials",
  reason:
    "API Gateway keeps a Lambda authorizer's answer for all requests with the same identity sources: without the credential among them, a caller gets the answer of a stronger one",
  fix: "Add the header with the credential to the identity sources, or set the TTL to 0",
  example: "api/aws_api_gateway_authorizer.partners",
  check: ({ model }) =>
    allApis(model)
      .flatMap(({ authorizers }) => authorizers)
      .filter(
        (authorizer): authorizer is LambdaAuthorizer => "functionArn" in authorizer && isShared(authorizer),
      )
      .map(({ address, identitySources, ttlSeconds }) => ({
        resource: address,
        message: `its answers are kept ${ttlSeconds} s for all who send the same ${identitySources.join(", ")}, which is no credential`,
      })),
};
