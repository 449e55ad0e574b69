import { method } from "../../build/model";
import { anonymous, decided, decidedInFull } from "./decided";

test("a lock that is not known", () => {
  expect(decided(anonymous, { method: { unknown: "known after apply" } })).toEqual({
    outcome: "unknown",
    reason: "The lock of m is not known: known after apply",
    source: { address: "m" },
  });
  const of = (changes: object) =>
    decidedInFull(anonymous, { method: { unknown: "known after apply", ...changes } });
  const [whole, lock] = of({}).dependsOn?.() ?? [];
  expect([whole, lock]).toEqual([{ address: "m" }, { address: "m", text: expect.any(String) }]);
  expect(of({ apiKeyRequired: true }).dependsOn?.()[1]).not.toEqual(lock);
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

test("a path that two methods may answer, and a third one in another reading", () => {
  const [one, rival, guarded] = [
    method("/a/{x+}", { address: "one", authorization: "NONE" }),
    method("/{y}/b", { verb: "ANY", authorization: "NONE" }),
    method("/a/b", { address: "guarded" }),
  ];
  const match = { method: one, rivals: [rival], pathParameters: {} };
  const respelled = { method: guarded, path: "/a/b" };
  expect(decided(anonymous, { call: { match } })).toMatchObject({ outcome: "allow" });
  expect(decided(anonymous, { call: { match: { ...match, respelled } } })).toMatchObject({
    outcome: "unknown",
  });
  expect(
    decided(anonymous, { call: { match: { method: one, pathParameters: {}, respelled } } }),
  ).toMatchObject({
    outcome: "deny",
    source: { address: "guarded" },
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
