import { makeAnswerCache } from "../../../../gateway/data-plane/lambda-authorizer/answer-cache";
import type { AuthorizerResult } from "../../../../gateway/data-plane/lambda-authorizer/authorizer-result";

const result = { principalId: "carol" } as AuthorizerResult;

test("a result is kept until its time and not at it", () => {
  const cache = makeAnswerCache<AuthorizerResult>();
  cache.put("key", result, new Date(1_000));
  expect(cache.get("key", new Date(999))).toBe(result);
  expect(cache.get("key", new Date(1_000))).toBeUndefined();
  expect(cache.get("other", new Date(0))).toBeUndefined();
});

test("it stays small: the oldest result goes first", () => {
  const cache = makeAnswerCache<AuthorizerResult>();
  for (let i = 0; i <= 1_000; i++) cache.put(`key ${i}`, result, new Date(1_000));
  expect(cache.get("key 0", new Date(0))).toBeUndefined();
  expect(cache.get("key 1", new Date(0))).toBe(result);
});
