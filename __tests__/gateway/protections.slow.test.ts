import { compileSchemas } from "../../gateway/data-plane/validation/json-schema";
import type { ApiModel } from "../../terraform/model";
import type { MethodThrottle } from "../../terraform/model/throttle";
import { call } from "./client";
import { type RunningGate, runGate } from "./gates";
import { functionArn } from "./petstore/names";
import { variants } from "./variants";

/** Limits over time and over reloads, and what is said at the start. */

const NOON = Date.parse("2026-03-01T12:00:00Z");
const KEY = "one-key-one-key-one-key-one-key";

let running: RunningGate | undefined;
let now = NOON;

afterEach(() => running?.stop());

async function run(...[change, options]: Parameters<typeof runGate>): Promise<RunningGate> {
  now = NOON;
  running = await runGate(change, { now: () => new Date(now), ...options });
  return running;
}

/** The statuses of calls one after the other. */
async function statuses({ gate }: RunningGate, paths: readonly string[], key?: string): Promise<number[]> {
  const found: number[] = [];
  for (const path of paths) {
    const answer = await call(gate.description.endpoint, path, { headers: key ? { "x-api-key": key } : {} });
    found.push(answer.status);
  }
  return found;
}

const times = (path: string, count: number) => Array.from({ length: count }, () => path);

function throttle(path: string, verb: string, limit: MethodThrottle["limit"]): MethodThrottle {
  return { address: `api/aws_api_gateway_method_settings.${verb}`, path, verb, limit };
}

function stageThrottles(...throttles: readonly MethodThrottle[]) {
  return (model: ApiModel): ApiModel => ({
    ...model,
    apis: model.apis.map((api) => ({
      ...api,
      stages: api.stages.map((stage) => ({ ...stage, throttles })),
    })),
  });
}

function plan(changes: Partial<ApiModel["usagePlans"][number]>, throttles: readonly MethodThrottle[] = []) {
  return (model: ApiModel): ApiModel => ({
    ...model,
    apiKeys: model.apiKeys.map((key) => (key.id === "key1" ? { ...key, value: KEY } : key)),
    usagePlans: model.usagePlans.map((entry) => ({
      ...entry,
      ...changes,
      stages: entry.stages.map((stage) => ({ ...stage, throttles })),
    })),
  });
}

const one = { rate: 1, burst: 1 };
const health = "/dev/health";
const metered = "/dev/metered";

describe("the stage's limits", () => {
  test("hold for each method by itself, and fill again with time", async () => {
    const gate = await run(stageThrottles(throttle("*", "*", one)));
    expect(await statuses(gate, [health, health])).toEqual([200, 429]);
    expect(gate.ran()).toEqual(["echo"]);
    // Refused before the limits are checked, so it takes no token from a bucket.
    expect(await statuses(gate, [metered, metered])).toEqual([403, 403]);
    expect(await statuses(gate, [metered, metered], "no")).toEqual([403, 403]);
    now += 1_000;
    expect(await statuses(gate, [health, health])).toEqual([200, 429]);
  });

  test("a method's own comes before that of all, also where it is none", async () => {
    const gate = await run(
      stageThrottles(throttle("*", "*", { rate: 0, burst: 0 }), throttle("/health", "GET", undefined)),
    );
    expect(await statuses(gate, times(health, 5))).toEqual([200, 200, 200, 200, 200]);
  });

  test("the log says by which resource", async () => {
    const gate = await run(stageThrottles(throttle("/health", "GET", { rate: 0, burst: 0 })));
    await statuses(gate, [health]);
    expect(gate.lines).toContain(
      "GET /dev/health 429 THROTTLED: More than 0 calls a second and 0 at once: api/aws_api_gateway_method_settings.GET",
    );
  });
});

describe("a usage plan", () => {
  test("limits its keys, and calls that need none not at all", async () => {
    const gate = await run(plan({ throttle: one }));
    expect(await statuses(gate, [metered, metered], KEY)).toEqual([200, 429]);
    expect(await statuses(gate, times(health, 3), KEY)).toEqual([200, 200, 200]);
  });

  test("its limit for a method stands in place of its own", async () => {
    const gate = await run(plan({ throttle: one }, [throttle("/metered", "GET", { rate: 1, burst: 3 })]));
    expect(await statuses(gate, times(metered, 4), KEY)).toEqual([200, 200, 200, 429]);
  });

  test("a quota counts what got through; it begins anew the next day, and not with a reload", async () => {
    const change = plan({ throttle: one, quota: { limit: 2, period: "DAY", offset: 0 } });
    const gate = await run(change);
    expect(await statuses(gate, [metered, metered, metered], KEY)).toEqual([200, 429, 429]);
    now += 1_000;
    expect(await statuses(gate, [metered], KEY)).toEqual([200]);
    now += 1_000;
    await gate.gate.reload(gate.model);
    const used = await call(gate.gate.description.endpoint, metered, { headers: { "x-api-key": KEY } });
    expect(used).toMatchObject({ status: 429, body: '{"message":"Limit Exceeded"}' });
    now = Date.parse("2026-03-02T00:00:00Z");
    expect(await statuses(gate, [metered], KEY)).toEqual([200]);
    expect(gate.ran()).toEqual(["echo", "echo", "echo"]);
  });
});

describe("at the start it is said", () => {
  const differences = ({ lines }: RunningGate) => lines.filter((line) => line.startsWith("Differs here: "));

  test("nothing, where nothing differs", async () => {
    expect(differences(await run())).toEqual([]);
  });

  test("which backends are not supported; their calls get 500 and reach no server", async () => {
    const gate = await run((model) => ({
      ...model,
      apis: model.apis.map((api) => ({
        ...api,
        methods: api.methods.map((method) =>
          method.path === "/health"
            ? {
                ...method,
                integration: { address: "i", type: "HTTP", uri: "http://127.0.0.1:9", timeoutMs: 50 },
              }
            : method,
        ),
      })),
    }));
    expect(differences(gate)).toEqual([
      "Differs here: api/aws_api_gateway_method.get__health: integrations of the type HTTP are not supported: calls get 500",
    ]);
    const answer = await call(gate.gate.description.endpoint, health);
    expect(answer).toMatchObject({ status: 500, body: '{"message": "Internal server error"}' });
    expect(gate.ran()).toEqual([]);
  });

  test("which authorizer's function is elsewhere; its calls get 500", async () => {
    const gate = await run((model) => ({
      ...model,
      functions: model.functions.filter(({ name }) => name !== "authorizer"),
    }));
    expect(differences(gate)).toEqual([
      `Differs here: api/aws_api_gateway_authorizer.custom: its function ${functionArn("authorizer")} is not in this Terraform: calls get 500`,
    ]);
    const answer = await call(gate.gate.description.endpoint, "/dev/partner/pets", {
      headers: { authorization: "Bearer allow" },
    });
    expect(answer).toMatchObject({ status: 500, body: '{"message":null}' });
    expect(gate.ran()).toEqual([]);
  });

  test("what the resource policy asks for that is not as in the cloud, once over reloads", async () => {
    const gate = await run(variants["other addresses"]?.change);
    await gate.gate.reload(gate.model);
    expect(differences(gate)).toEqual([
      "Differs here: api/aws_api_gateway_rest_api_policy.policy: it asks for aws:SourceIp: all calls come from this machine's own address",
    ]);
  });

  test("that an API is private, which refuses every caller", async () => {
    const gate = await run((model) => ({
      ...model,
      apis: model.apis.map((api) => ({ ...api, private: true })),
    }));
    expect(differences(gate)).toEqual([
      "Differs here: api/aws_api_gateway_rest_api.api: the API is private, and no call comes through a VPC",
    ]);
    expect(await statuses(gate, [health])).toEqual([403]);
  });
});

test("a schema that is none is refused by name", async () => {
  const guarded = variants.guarded?.change ?? ((model: ApiModel) => model);
  const compileSchemas = () => {
    throw new Error("type must be one of …");
  };
  await expect(runGate(guarded, { compileSchemas })).rejects.toMatchObject({
    code: "SCHEMA_UNREADABLE",
    message: "A schema cannot be read: type must be one of …. The models are api/aws_api_gateway_model.pet.",
  });
});

test("an expression on tokens takes no longer for a token that was made for it", async () => {
  const expression = "^Bearer ([a-zA-Z0-9]+[-_.]?)*$";
  const gate = await run((model) => ({
    ...model,
    apis: model.apis.map((api) => ({
      ...api,
      authorizers: api.authorizers.map((authorizer) => ({
        ...authorizer,
        identityValidationExpression: expression,
      })),
    })),
  }));
  const started = performance.now();
  const authorization = `Bearer ${"a".repeat(2_000)}!`;
  const { endpoint } = gate.gate.description;
  expect((await call(endpoint, "/dev/partner/pets", { headers: { authorization } })).status).toBe(401);
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(gate.lines.at(-1)).toContain(
    "UNAUTHORIZED: The token does not match the expression of api/aws_api_gateway_authorizer.custom",
  );
  expect(gate.ran()).toEqual([]);
});

test("a pattern of a body that is not evaluated is said at the start, and refuses what comes to it", async () => {
  const guarded = variants.guarded?.change ?? ((model: ApiModel) => model);
  const schema = { type: "object", properties: { name: { type: "string", pattern: "^(?=.*x).+$" } } };
  const gate = await run(
    (model) => {
      const changed = guarded(model);
      return {
        ...changed,
        apis: changed.apis.map((api) => ({
          ...api,
          models: api.models?.map((one) => ({ ...one, schema })) ?? [],
        })),
      };
    },
    { compileSchemas },
  );
  expect(gate.lines.join("\n")).toContain(
    "the pattern ^(?=.*x).+$ is not evaluated (look-around): bodies that come to it are refused",
  );
});
