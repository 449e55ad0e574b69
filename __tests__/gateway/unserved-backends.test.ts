import type { ApiModel, OtherIntegration } from "../../terraform/model";
import { call } from "./client";
import { runGate } from "./gates";
import { httpGate } from "./http-api/gate";

/** Backends that the gate does not call: the locks before them hold, and what comes through gets 501 with the reason in the log. */

type Methods = readonly { readonly path: string; readonly integration: unknown }[];
const behind =
  (paths: readonly string[], integration: Omit<OtherIntegration, "address" | "timeoutMs">) =>
  <M extends Methods>(methods: M): M =>
    methods.map((method) =>
      paths.includes(method.path)
        ? { ...method, integration: { address: "i", timeoutMs: 50, ...integration } }
        : method,
    ) as unknown as M;

test("calls of AWS services by a REST API", async () => {
  const uri = "arn:aws:apigateway:us-east-1:sqs:path/123456789012/orders";
  const change = behind(["/health", "/pets"], { type: "AWS", uri });
  const running = await runGate((model: ApiModel) => ({
    ...model,
    apis: model.apis.map((api) => ({ ...api, methods: change(api.methods) })),
  }));
  try {
    const { endpoint } = running.gate.description;
    const status = async (path: string) => (await call(endpoint, path)).status;
    expect(running.lines.join()).toContain(`${uri} is not called: calls get 501`);
    expect([await status("/dev/health"), await status("/dev/pets")]).toEqual([501, 403]);
    await status("/dev/health");
    expect(running.lines.at(-1)).toMatch(
      /501 NOT_SERVED: i calls .*sqs.*, and only functions are called here$/,
    );
    expect(running.ran()).toEqual([]);
  } finally {
    await running.stop();
  }
});

test("backends of an HTTP API that cannot be reached as the Terraform says", async () => {
  const gate = await httpGate();
  try {
    const unserved = "its connection is VPC_LINK, and no VPC is here";
    const change = behind(["/pets", "/iam"], { type: "UNKNOWN", unserved });
    await gate.serve((model) => ({
      ...model,
      httpApis: (model.httpApis ?? []).map((api) => ({ ...api, methods: change(api.methods) })),
    }));
    const { endpoint } = gate.gate.description;
    expect(gate.lines.join()).toContain(`${unserved}: calls get 501`);
    expect((await call(endpoint, "/shop/iam")).status).toBe(403);
    expect(await call(endpoint, "/shop/pets")).toMatchObject({
      status: 501,
      body: '{"message":"Not served by this gate"}',
    });
    expect(gate.lines.at(-1)).toMatch(/501 NOT_SERVED: i: its connection is VPC_LINK, and no VPC is here$/);
    expect(gate.ran()).toEqual([]);
  } finally {
    await gate.stop();
  }
});
