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
  const match = { method: one, rivals: [rival], pathParameters: {} };
  expect(decided(anonymous, { call: { match } })).toEqual({
    outcome: "unknown",
    reason: "AWS does not document which of GET /a/{x+} and ANY /{y}/b answers a path that fits both",
    source: { address: "one" },
  });
});

test("a path that three methods may answer, of which the last decides otherwise", () => {
  const one = method("/a/{x+}", { address: "one" });
  const same = method("/{y}/b", { verb: "ANY" });
  const open = method("/{y}/{z}", { verb: "ANY", authorization: "NONE" });
  const rivals = (...others: (typeof one)[]) => ({ method: one, rivals: others, pathParameters: {} });
  expect(decided(anonymous, { call: { match: rivals(same) } })).toMatchObject({ outcome: "deny" });
  expect(decided(anonymous, { call: { match: rivals(same, open) } })).toEqual({
    outcome: "unknown",
    reason:
      "AWS does not document which of GET /a/{x+}, ANY /{y}/b and ANY /{y}/{z} answers a path that fits them all",
    source: { address: "one" },
  });
});
