import { together } from "../../../../terraform/access/decide/dependence";
import type { Caller } from "../../../../terraform/access/decide/request";
import type { Decision } from "../../../../terraform/model";
import { attached } from "../../build/model";
import { allow, anonymous, decidedInFull, everyone, signed, type Text } from "./decided";

/** What an unknown decision depends on, without the addresses. */
function texts(given: Parameters<typeof decidedInFull>[1], caller: Caller = signed()): readonly string[] {
  const { dependsOn, outcome } = decidedInFull(caller, { ...given, call: { open: true } });
  expect(outcome).toBe("unknown");
  return [...(dependsOn?.() ?? [])].map(({ text = "" }) => text).sort();
}

const from = (range: string | readonly string[]) => ({
  ...allow,
  Condition: { IpAddress: { "aws:SourceIp": range } },
});
const dated = (date: string) => ({ ...allow, Condition: { DateLessThan: { "aws:CurrentTime": date } } });
const twice = { ...dated("2030-01-01T00:00:00Z"), Sid: "Twice" };

/** Two policies of the role, and whether a request depends on them in the same way. */
const cases: Readonly<Record<string, { one: Text; other: Text; same: boolean }>> = {
  "another date": {
    one: [dated("2030-01-01T00:00:00Z")],
    other: [dated("2031-01-01T00:00:00Z")],
    same: false,
  },
  "another Sid, and a statement about something else": {
    one: [dated("2030-01-01T00:00:00Z")],
    other: [twice, { ...allow, Resource: "arn:aws:s3:::x" }],
    same: true,
  },
  "more resources of the same statement": {
    one: [{ ...dated("2030-01-01T00:00:00Z"), Resource: ["*"] }],
    other: [{ ...dated("2030-01-01T00:00:00Z"), Resource: ["*", "arn:aws:s3:::x"] }],
    same: true,
  },
  "a Deny with the condition in place of an Allow": {
    one: [{ ...dated("2030-01-01T00:00:00Z"), Effect: "Deny" }, allow],
    other: [dated("2030-01-01T00:00:00Z")],
    same: false,
  },
  "one condition more": {
    one: [dated("2030-01-01T00:00:00Z")],
    other: [
      {
        ...allow,
        Condition: {
          DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" },
          Bool: { "aws:MultiFactorAuthPresent": "true" },
        },
      },
    ],
    same: false,
  },
  "a condition that is known to hold": {
    one: [dated("2030-01-01T00:00:00Z")],
    other: [
      {
        ...allow,
        Condition: {
          DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" },
          Bool: { "aws:SecureTransport": "true" },
        },
      },
    ],
    same: true,
  },
  "another variable in the resource": {
    one: [{ ...allow, Resource: "arn:aws:execute-api:us-east-1:111111111111:abc/v1/GET/${aws:x}" }],
    other: [{ ...allow, Resource: "arn:aws:execute-api:us-east-1:111111111111:abc/v1/GET/${aws:y}" }],
    same: false,
  },
};

test.each(Object.entries(cases))("%s", (_, { one, other, same }) => {
  const [first, second] = [texts({ role: one }), texts({ role: other })];
  expect(first).not.toEqual([]);
  if (same) expect(second).toEqual(first);
  else expect(second).not.toEqual(first);
});

test("values in another order, or twice, are the same condition", () => {
  const ranges = ["10.0.0.0/8", "192.0.2.0/24"];
  const of = (range: readonly string[]) =>
    texts({ role: [{ ...from(range), Condition: { IpAddress: { "aws:x": range } } }] });
  expect(of([...ranges].reverse())).toEqual(of([...ranges, "10.0.0.0/8"]));
});

test("a policy whose text is not known is named, beside what the others say", () => {
  const { dependsOn } = decidedInFull(signed(), {
    further: [attached("other", "unknown")],
    role: [allow],
    call: { open: true },
  });
  expect(dependsOn?.()).toContainEqual({ address: "other" });
});

test("an unknown identity policy depends on what the resource policy says, too", () => {
  const role: Text = [dated("2030-01-01T00:00:00Z")];
  const without = texts({ role, policy: [{ ...everyone, Resource: "arn:aws:s3:::x" }] });
  expect(texts({ role, policy: [everyone] })).not.toEqual(without);
});

test("a lock that is not known depends on its method", () => {
  const of = (unknown: string) => texts({ method: { unknown } }, anonymous);
  expect(of("one")).toEqual(of("one"));
  expect(of("one")).not.toEqual(of("other"));
});

test("a decision made from one that does not say what it depends on does not say it either", () => {
  const unknown: Decision = { outcome: "unknown", reason: "x" };
  const known: Decision = { ...unknown, dependsOn: () => [{ address: "a" }] };
  expect(together([unknown, known])).toEqual({});
  expect(together([known, { outcome: "deny" }]).dependsOn?.()).toEqual([
    { address: "a" },
    { address: "", text: "1: deny" },
  ]);
});
