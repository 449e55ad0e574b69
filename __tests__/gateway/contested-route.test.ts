import type { ApiModel } from "../../terraform/model";
import { call } from "./client";
import { runGate } from "./gates";

test("a path of which AWS does not say which route answers it is refused, and no function runs", async () => {
  const running = await runGate((model: ApiModel) => ({
    ...model,
    apis: model.apis.map((api) => {
      const open = api.methods.find(({ authorization }) => authorization === "NONE");
      if (!open) throw new Error("the fixture has no open method");
      const more = ["/a/{x+}", "/{y}/b"].map((path) => ({ ...open, verb: "GET", path, address: path }));
      return { ...api, methods: [...api.methods, ...more] };
    }),
  }));
  try {
    const { endpoint } = running.gate.description;
    expect((await call(endpoint, "/dev/a/c", {})).status).toBe(200);
    expect((await call(endpoint, "/dev/c/b", {})).status).toBe(200);
    expect(running.ran()).toHaveLength(2);
    expect((await call(endpoint, "/dev/a/b", {})).status).toBe(500);
    expect(running.ran()).toEqual([]);
  } finally {
    await running.stop();
  }
});
