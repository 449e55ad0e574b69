import type { Rule } from "../rule";

export const sharedCachedResponse: Rule = {
  id: "shared-cached-response",
  level: "high",
  finds: "A method with a lock whose responses a stage caches for all callers alike",
  reason:
    "API Gateway authorizes each call, and then answers from the stage's cache: without the credential in the cache key, a caller gets the response that was made for another",
  fix: "Set caching_enabled = false for the method, or add the credential to the cache_key_parameters of its integration; where all callers get the same response, waive this",
  example: "api/aws_api_gateway_method.get_pets",
  check: ({ model }) =>
    model.apis
      .flatMap(({ sharedResponses = [] }) => sharedResponses)
      .map(({ address, message }) => ({ resource: address, message })),
};
