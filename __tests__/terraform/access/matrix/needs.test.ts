import fc from "fast-check";
import { type Caller, decide } from "../../../../terraform/access/decide";
import { accessMatrix, type Cell } from "../../../../terraform/access/matrix";
import { compareRequirements } from "../../../../terraform/access/requirements";
import type { RestApi } from "../../../../terraform/model";
import { isLong, randomRuns } from "../../../random-runs";
import { stage } from "../../build/model";
import { caller, meets, modelOf, pets, requestTo, type World, world } from "./needs-worlds";

const ip = (Effect: string, values: readonly string[], operator = "IpAddress") => ({
  Effect,
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource: "*",
  Condition: { [operator]: { "aws:SourceIp": values } },
});
const when = (Effect: string, Condition: object) => ({ ...ip(Effect, []), Condition });

/** Statements of a resource policy, and what `GET /pets`, which is open, then requires of anonymous callers. */
const words: readonly (readonly [string, readonly object[], string, isPrivate?: true])[] = [
  ["two ranges", [ip("Allow", ["10.0.0.0/8", "192.0.2.1"])], "allow address-range:10.0.0.0/8,192.0.2.1/32"],
  ["a private API that admits all", [when("Allow", {})], "allow vpc-endpoint", true],
  ["all but a range", [when("Allow", {}), ip("Deny", ["10.0.0.0/8"])], "allow not-address-range:10.0.0.0/8"],
  [
    "a range, and no part of it",
    [ip("Allow", ["10.0.0.0/8"]), ip("Deny", ["10.0.0.0/9"])],
    "allow address-range:10.128.0.0/9",
  ],
  ["no address", [ip("Allow", ["10.0.0.0/8"]), ip("Deny", ["10.0.0.0/8"])], "deny"],
  ["a range that is not valid", [ip("Allow", ["10.0.0.0/99"])], "unknown"],
  [
    "an organization, without a signature",
    [when("Allow", { StringEquals: { "aws:PrincipalOrgID": "o-1" } })],
    "deny",
  ],
  [
    "a VPC endpoint, of a public API",
    [when("Allow", { StringEquals: { "aws:SourceVpce": "vpce-1" } })],
    "deny",
  ],
  [
    "a VPC endpoint",
    [when("Allow", { StringEquals: { "aws:SourceVpce": "vpce-1" } })],
    "allow vpc-endpoint:vpce-1",
    true,
  ],
  [
    "a VPC, or one of two endpoints",
    [
      when("Allow", { StringEquals: { "aws:SourceVpc": "vpc-1" } }),
      when("Allow", { StringEquals: { "aws:SourceVpce": ["vpce-2", "vpce-1"] } }),
    ],
    "allow vpc-endpoint vpc-endpoint:vpce-1,vpce-2 or vpc:vpc-1",
    true,
  ],
  [
    "a VPC, and an address in it",
    [
      when("Allow", {
        StringEquals: { "aws:SourceVpc": "vpc-1" },
        IpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" },
      }),
    ],
    "allow vpc-endpoint vpc:vpc-1 vpc-address-range:10.0.0.0/8",
    true,
  ],
  [
    "a pattern",
    [when("Allow", { StringLike: { "aws:SourceVpce": "vpce-*" } })],
    "unknown vpc-endpoint",
    true,
  ],
  ["the public address of a private API", [ip("Allow", ["10.0.0.0/8"])], "unknown vpc-endpoint", true],
  ["the time", [when("Allow", { DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" } })], "unknown"],
  [
    "the time and a range",
    [
      when("Allow", {
        DateLessThan: { "aws:CurrentTime": "2030-01-01" },
        IpAddress: { "aws:SourceIp": "10.0.0.0/8" },
      }),
    ],
    "unknown address-range:10.0.0.0/8",
  ],
  [
    "a text with a comma",
    [when("Allow", { StringEquals: { "aws:UserAgent": "a, b" } })],
    "allow user-agent:a%2C%20b",
  ],
];

for (const [name, ofApi, expected, isPrivate = false] of words)
  test(name, () => {
    const whole = modelOf({ isPrivate, authorization: "NONE", ofApi, ofRole: [] });
    const cell = accessMatrix(whole).routes[0]?.cells[0];
    expect([cell?.decision, ...(cell?.requires ?? [])].join(" ")).toBe(expected);
  });

/** In `npm test` always the same worlds, so that each kind of cell is among them. */
const RUNS = { numRuns: randomRuns(60), ...(!isLong && { seed: 20_261_126 }) };

/** Callers, as the matrix names them and as the decision takes them. */
const callers: Readonly<Record<string, Caller>> = {
  anonymous: { kind: "anonymous" },
  "iam:caller": { kind: "iam", roleArn: caller.arn, context: {} },
};

test("a cell allows exactly the requests that are allowed one by one", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      world.chain((one) =>
        fc.tuple(fc.constant(one), fc.array(requestTo(one), { minLength: 8, maxLength: 8 })),
      ),
      ([one, requests]) => {
        const whole = modelOf(one);
        const [api] = whole.apis as [RestApi];
        const match = { method: pets(one.authorization), pathParameters: {} };
        const asked = { api, stage, match, verb: "GET", path: "/pets" };
        for (const cell of accessMatrix(whole).routes[0]?.cells ?? []) {
          const who = callers[cell.principal];
          if (!who || (one.authorization === "NONE" && who.kind !== "anonymous")) continue;
          seen.add(`${cell.decision} ${cell.requires ? "if" : "always"}`);
          for (const context of requests) {
            const { outcome } = decide(whole, { ...asked, context, caller: who });
            const expected = cell.decision === "allow" && meets(cell, context) ? "allow" : "deny";
            // Whether a private API's requests have an aws:SourceIp is not known.
            if (cell.decision === "unknown") expect(one.isPrivate).toBe(true);
            else expect({ outcome, context, cell }).toEqual({ outcome: expected, context, cell });
          }
        }
      },
    ),
    RUNS,
  );
  expect([...seen].sort()).toEqual(["allow always", "allow if", "deny always", "unknown if"]);
});

test("what two cells require compares as the requests that they allow", () => {
  const seen = new Set<string>();
  const pairs = fc.boolean().chain((isPrivate) => {
    const side = world.map((one): World => ({ ...one, isPrivate, authorization: "NONE" }));
    return fc.tuple(side, side, fc.array(requestTo({ isPrivate }), { minLength: 12, maxLength: 12 }));
  });
  fc.assert(
    fc.property(pairs, ([before, after, requests]) => {
      const [from, to] = [before, after].map((one) => accessMatrix(modelOf(one)).routes[0]?.cells[0]) as [
        Cell,
        Cell,
      ];
      if (from.decision !== "allow" || to.decision !== "allow") return;
      const found = compareRequirements(from.requires ?? [], to.requires ?? []);
      seen.add(found);
      const added = requests.some((sent) => !meets(from, sent) && meets(to, sent));
      const removed = requests.some((sent) => meets(from, sent) && !meets(to, sent));
      if (found === "equal" || found === "narrower")
        expect({ added, from, to }).toMatchObject({ added: false });
      if (found === "equal" || found === "wider")
        expect({ removed, from, to }).toMatchObject({ removed: false });
    }),
    RUNS,
  );
  expect(seen.size).toBeGreaterThan(2);
});
