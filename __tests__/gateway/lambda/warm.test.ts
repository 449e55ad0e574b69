import { makeWarmWorkers } from "../../../gateway/lambda/warm";
import type { FunctionWorker } from "../../../gateway/lambda/worker";

const worker = (name: string) => ({ name }) as unknown as FunctionWorker;

test("beyond the limit, the worker that was used longest ago is ended", () => {
  const ended: string[] = [];
  const warm = makeWarmWorkers({ limit: 2, idleMs: 60_000 });
  const [a, b, c] = [worker("a"), worker("b"), worker("c")] as const;
  warm.keep(a, () => ended.push("a"));
  warm.keep(b, () => ended.push("b"));
  warm.release(a);
  warm.keep(a, () => ended.push("a"));
  warm.keep(c, () => ended.push("c"));
  expect(ended).toEqual(["b"]);
});

test("a worker that waited too long is ended once", () => {
  jest.useFakeTimers();
  const ended: string[] = [];
  const warm = makeWarmWorkers({ limit: 2, idleMs: 1_000 });
  warm.keep(worker("a"), () => ended.push("a"));
  jest.advanceTimersByTime(999);
  expect(ended).toEqual([]);
  jest.advanceTimersByTime(60_000);
  expect(ended).toEqual(["a"]);
  jest.useRealTimers();
});
