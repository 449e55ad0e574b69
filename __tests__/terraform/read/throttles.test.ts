import type { Document } from "../build/stacks";
import { model, ofStage, read, refusal } from "./served";

describe("limits", () => {
  const settings =
    (...paths: readonly (readonly [path: string, settings: object])[]) =>
    (api: Document) => {
      api.resource.aws_api_gateway_method_settings = Object.fromEntries(
        paths.map(([method_path, values], index) => [
          `s${index}`,
          { ...ofStage, method_path, settings: [values] },
        ]),
      );
    };

  test("of a stage, for all methods and for single ones", () => {
    const limit = { throttling_rate_limit: 5.5, throttling_burst_limit: 10 };
    const [stage] = read(
      settings(
        ["*/*", limit],
        ["pets/{petId}/GET", { throttling_rate_limit: 0, throttling_burst_limit: 0 }],
        ["~1pets/POST", { metrics_enabled: true }],
      ),
    ).stages;
    expect(stage?.throttles?.map(({ limit, path, verb }) => [verb, path, limit])).toEqual([
      ["*", "*", { rate: 5.5, burst: 10 }],
      ["GET", "/pets/{petId}", { rate: 0, burst: 0 }],
      ["POST", "/pets", undefined],
    ]);
  });

  test("of a usage plan, for single methods", () => {
    const { usagePlans } = model((api) => {
      api.resource.aws_api_gateway_usage_plan.plan.api_stages[0].throttle = [
        { path: "/stock/GET", rate_limit: 1, burst_limit: 2 },
      ];
    });
    expect(usagePlans[0]?.stages[0]?.throttles).toEqual([
      {
        address: "api/aws_api_gateway_usage_plan.plan",
        path: "/stock",
        verb: "GET",
        limit: { rate: 1, burst: 2 },
      },
    ]);
  });

  test.each([
    ["some methods", settings(["pets/*", {}]), "ARGUMENT_UNSUPPORTED: "],
    ["no verb", settings(["pets", {}]), "ARGUMENT_UNSUPPORTED: "],
    ["one method twice", settings(["pets/GET", {}], ["/pets/GET", {}]), "DUPLICATE: "],
  ])("%s is refused", (_, edit, code) => {
    expect(refusal(edit).startsWith(code)).toBe(true);
  });

  test("a cache is announced, and only where there is one", () => {
    const notices = (caching_enabled: boolean) => model(settings(["*/*", { caching_enabled }])).notices;
    expect(notices(true).map(({ message }) => message)).toEqual(["the local gate caches no responses"]);
    expect(notices(false)).toEqual([]);
  });
});
