import { stage } from "../../../build/model";
import { anonymous, decided } from "../decided";

describe("an API key", () => {
  const method = { authorization: "NONE", apiKeyRequired: true } as const;
  const keys = ["covered", "disabled", "elsewhere"].map((id) => ({
    address: id,
    id,
    enabled: id !== "disabled",
  }));

  test.each([
    [undefined, "m requires an API key", "m"],
    ["unknown", "m requires an API key", "m"],
    ["disabled", "disabled is not enabled", "disabled"],
    ["elsewhere", "No usage plan of elsewhere covers the stage v1", "elsewhere"],
  ])("%s is refused", (apiKey, reason, address) => {
    const call = apiKey === undefined ? {} : { apiKey };
    expect(decided(anonymous, { method, keys, call })).toEqual({
      outcome: "deny",
      reason,
      source: { address },
      refusal: "INVALID_API_KEY",
    });
  });

  test("of a plan of this stage is taken, and none is asked for where none is required", () => {
    const call = { apiKey: "covered" };
    expect(decided(anonymous, { method, keys, call }).outcome).toBe("allow");
    expect(decided(anonymous, { method: { authorization: "NONE" }, keys }).outcome).toBe("allow");
    const other = { ...stage, name: "v2" };
    expect(decided(anonymous, { method, keys, call: { ...call, stage: other } }).outcome).toBe("deny");
  });
});
