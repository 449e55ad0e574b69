import { makeIds } from "../../../gateway/data-plane/event/ids";
import { makeAnswerCache } from "../../../gateway/data-plane/lambda-authorizer/answer-cache";
import type { AuthorizerAnswer } from "../../../gateway/http-api/authorizer/authorizer-answer";
import type { HttpDataPlane } from "../../../gateway/http-api/http-data-plane";
import { httpLockOf } from "../../../gateway/http-api/locks";
import { routeToRoute, routeToStage } from "../../../gateway/http-api/routing";
import { servedModel } from "./gate";

/** A Lambda authorizer that takes longer than API Gateway waits. */

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test("after 10 seconds the answer is 500, and nothing of it is kept", async () => {
  const model = servedModel();
  const api = model.httpApis?.find(({ name }) => name === "shop");
  if (!api) throw new Error("no API");
  const invoke = jest.fn(() => new Promise<never>(() => {}));
  const answers = makeAnswerCache<AuthorizerAnswer>();
  const plane = {
    api,
    model,
    invoke,
    answers,
    prefix: "/shop",
    now: () => new Date(),
  } as unknown as HttpDataPlane;
  const request = {
    verb: "GET",
    path: "/shop/fn",
    query: "",
    headers: [["authorization", "allow"]] as const,
    body: Buffer.alloc(0),
    sourceIp: "127.0.0.1",
  };
  const ask = () => {
    const place = routeToStage({ request, ids: makeIds(new Date()), invocations: [] }, plane);
    const call = "response" in place ? place : routeToRoute(place);
    if (call === undefined || "response" in call) throw new Error("no route");
    return httpLockOf(call.route).authenticate(call, plane, async () => Buffer.alloc(0));
  };
  const first = ask();
  await jest.advanceTimersByTimeAsync(9_999);
  const second = ask();
  await jest.advanceTimersByTimeAsync(10_000);
  for (const answer of [first, second])
    expect(await answer).toMatchObject({
      response: "INTERNAL_SERVER_ERROR",
      reason: expect.stringContaining("took more than 10000 ms"),
    });
  expect(invoke).toHaveBeenCalledTimes(2);
});
