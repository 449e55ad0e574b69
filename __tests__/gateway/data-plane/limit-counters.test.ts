import type { ApiModel } from "../../../terraform/model";
import { call } from "../client";
import { type RunningGate, runGate } from "../gates";

/** What is left of limits, and gates that do not throttle. */

const KEY = "key-of-the-warehouse-key";

function limited(model: ApiModel): ApiModel {
  const none = { rate: 0, burst: 0 };
  return {
    ...model,
    apis: model.apis.map((api) => ({
      ...api,
      stages: api.stages.map((stage) => ({
        ...stage,
        throttles: [
          { address: "settings.health", path: "/health", verb: "GET", limit: none },
          { address: "settings.all", path: "*", verb: "*", limit: { rate: 1, burst: 7 } },
        ],
      })),
    })),
    apiKeys: model.apiKeys.map((key) => (key.id === "key1" ? { ...key, value: KEY } : key)),
    usagePlans: model.usagePlans.map((plan) => ({
      ...plan,
      throttle: { rate: 5, burst: 10 },
      quota: { limit: 3, period: "DAY", offset: 1 },
    })),
  };
}

const metered = ({ gate }: RunningGate) =>
  call(gate.description.endpoint, "/dev/metered", { headers: { "x-api-key": KEY } });

test("each limit tells what is left of it, and how many calls it admitted and refused", async () => {
  const at = new Date();
  const running = await runGate(limited, { now: () => at });
  try {
    const { gate } = running;
    const before = gate.limits();
    expect(before.throttles).toContainEqual({
      kind: "stage-method",
      address: "settings.all",
      method: "GET /metered",
      api: "petstore",
      stage: "dev",
      rate: 1,
      burst: 7,
      left: 7,
      admitted: 0,
      refused: 0,
    });
    expect((await metered(running)).status).toBe(200);
    expect((await call(gate.description.endpoint, "/dev/health")).status).toBe(429);
    const { quotas, throttles, throttling } = gate.limits();
    expect(throttling).toBe(true);
    const counts = throttles.map(({ address, admitted, kind, left, method, refused }) =>
      [kind, method ?? address, left, admitted, refused].join(" "),
    );
    expect(counts).toContain("stage-method GET /metered 6 1 0");
    expect(counts).toContain("stage-method GET /health 0 0 1");
    expect(counts).toContain("plan api/aws_api_gateway_usage_plan.plan 9 1 0");
    expect(counts).toContain("account the account's limit in the region 4999 1 0");
    const address = "api/aws_api_gateway_usage_plan.plan";
    expect(quotas).toContainEqual({
      address,
      plan: "plan",
      key: "warehouse",
      limit: 3,
      period: "DAY",
      used: 1,
      left: 1,
    });
  } finally {
    await running.stop();
  }
});

test("without throttling no rate refuses a call, and quotas still do", async () => {
  const running = await runGate(limited, { throttling: false });
  try {
    const { gate } = running;
    expect((await call(gate.description.endpoint, "/dev/health")).status).toBe(200);
    const statuses = [await metered(running), await metered(running), await metered(running)];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(gate.limits().throttling).toBe(false);
  } finally {
    await running.stop();
  }
});
