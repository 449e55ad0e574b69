import { combine, within } from "../../../../terraform/access/decide/combine";
import type { Answer } from "../../../../terraform/access/decide/policies";

const OUTCOMES = {
  allow: "allow",
  silent: "deny-implicit",
  deny: "deny-explicit",
  either: "deny-either",
  unknown: "unknown",
} as const;

type Word = keyof typeof OUTCOMES;

const answer = (side: string, word: Word): Answer => ({
  outcome: OUTCOMES[word],
  reason: side,
  source: { address: side },
});

/** Identity policy, resource policy; what they say together in an account, across accounts, and which side decided. */
const rows: readonly [Word, Word, string, string][] = [
  ["allow", "allow", "allow by identity", "allow by identity"],
  ["allow", "silent", "allow by identity", "silent by resource"],
  ["allow", "deny", "deny by resource", "deny by resource"],
  ["allow", "unknown", "unknown by resource", "unknown by resource"],
  ["silent", "allow", "allow by resource", "silent by identity"],
  ["silent", "silent", "silent by identity", "silent by identity"],
  ["silent", "deny", "deny by resource", "deny by resource"],
  ["silent", "unknown", "unknown by resource", "either by identity"],
  ["deny", "allow", "deny by identity", "deny by identity"],
  ["deny", "silent", "deny by identity", "deny by identity"],
  ["deny", "deny", "deny by identity", "deny by identity"],
  ["deny", "unknown", "deny by identity", "deny by identity"],
  ["unknown", "allow", "unknown by identity", "unknown by identity"],
  ["unknown", "silent", "unknown by identity", "either by resource"],
  ["unknown", "deny", "deny by resource", "deny by resource"],
  ["unknown", "unknown", "unknown by identity", "unknown by identity"],
  ["either", "allow", "unknown by identity", "either by identity"],
  ["either", "silent", "either by identity", "either by identity"],
  ["either", "deny", "deny by resource", "deny by resource"],
  ["either", "unknown", "unknown by resource", "either by identity"],
  ["allow", "either", "unknown by resource", "either by resource"],
  ["silent", "either", "either by resource", "either by resource"],
];

const spoken = ({ outcome, reason }: Answer) =>
  `${Object.entries(OUTCOMES).find(([, one]) => one === outcome)?.[0]} by ${reason}`;

test.each(rows)("%s and %s: %s within an account, %s across", (identity, resource, same, other) => {
  const sides = [answer("identity", identity), answer("resource", resource)] as const;
  expect(spoken(combine(...sides, "A"))).toBe(same);
  expect(spoken(combine(...sides, "B"))).toBe(other);
  expect(spoken(within(...sides))).toBe(other);
});

test("without a boundary an identity's policies stand alone", () => {
  const alone = answer("identity", "allow");
  expect(within(alone, undefined)).toBe(alone);
});
