import type { DataPlane } from "../../../gateway/data-plane/data-plane";
import { refusedByLimits } from "../../../gateway/data-plane/limits";
import type { MethodCall } from "../../../gateway/data-plane/method-call";
import { makeQuotas } from "../../../gateway/limits/quotas";
import { makeTokenBuckets } from "../../../gateway/limits/token-buckets";
import { memorySection } from "../cognito/directory/memory-journal";

const call = (path: string) =>
  ({
    api: { id: "a" },
    stage: { name: "dev" },
    method: { path, verb: "GET", apiKeyRequired: false },
    request: { verb: "GET" },
  }) as unknown as MethodCall;

test("all methods together have the account's limit, 5000 calls at once and 10000 a second", async () => {
  let now = new Date(0);
  const dataPlane = {
    model: { usagePlans: [] },
    limits: {
      buckets: makeTokenBuckets(),
      quotas: makeQuotas({ section: () => memorySection(() => new Date(0)) }),
      throttling: true,
    },
    now: () => now,
  } as unknown as DataPlane;
  const through = async (count: number) => {
    const all = Array.from({ length: count }, (_, i) =>
      refusedByLimits(call(i % 2 ? "/a" : "/b"), undefined, dataPlane),
    );
    return (await Promise.all(all)).filter((refused) => refused === undefined).length;
  };
  expect(await through(5_100)).toBe(5_000);
  expect(await refusedByLimits(call("/c"), undefined, dataPlane)).toMatchObject({ response: "THROTTLED" });
  now = new Date(100);
  expect(await through(1_100)).toBe(1_000);
});
