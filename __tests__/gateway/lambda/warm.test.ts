import { makeWarmWorkers } from "../../../gateway/lambda/warm";
import type { FunctionWorker } from "../../../gateway/lambda/worker";

const [f, g] = [{}, {}];
const worker = (name: string) => ({ name }) as unknown as FunctionWorker;

test("beyond the limit, the worker that was used longest ago is ended", () => {
  const ended: string[] = [];
  const warm = makeWarmWorkers({ limit: 2, idleMs: 60_000 });
  const [a, b, c] = [worker("a"), worker("b"), worker("c")] as const;
  warm.keep(a, f, () => ended.push("a"));
  warm.keep(b, f, () => ended.push("b"));
  warm.release(a);
  warm.keep(a, f, () => ended.push("a"));
  warm.keep(c, f, () => ended.push("c"));
  expect(ended).toEqual(["b"]);
});

test("the only worker of a function stays while another has several", () => {
  const ended: string[] = [];
  const warm = makeWarmWorkers({ limit: 2, idleMs: 60_000 });
  for (const [name, of] of [
    ["only", g],
    ["older", f],
    ["newer", f],
  ] as const)
    warm.keep(worker(name), of, () => ended.push(name));
  expect(ended).toEqual(["older"]);
});

test("a worker that waited too long is ended once", () => {
  jest.useFakeTimers();
  const ended: string[] = [];
  const warm = makeWarmWorkers({ limit: 2, idleMs: 1_000 });
  warm.keep(worker("a"), f, () => ended.push("a"));
  jest.advanceTimersByTime(999);
  expect(ended).toEqual([]);
  jest.advanceTimersByTime(60_000);
  expect(ended).toEqual(["a"]);
  jest.useRealTimers();
});
