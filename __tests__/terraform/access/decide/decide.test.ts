import { method } from "../../build/model";
import { anonymous, decided } from "./decided";

test("a lock that is not known", () => {
  expect(decided(anonymous, { method: { unknown: "known after apply" } })).toEqual({
    outcome: "unknown",
    reason: "The lock of m is not known: known after apply",
    source: { address: "m" },
  });
});

test("a path that two methods may answer", () => {
  const one = method("/a/{x+}", { address: "one" });
  const rival = method("/{y}/b", { verb: "ANY", authorization: "NONE" });
  const match = { method: one, rival, pathParameters: {} };
  expect(decided(anonymous, { call: { match } })).toEqual({
    outcome: "unknown",
    reason: "AWS does not document which of GET /a/{x+} and ANY /{y}/b answers a path that fits both",
    source: { address: "one" },
  });
});
