import { rulesOf } from "../../../functions/token-verifier/issuer";
import { KeySet } from "../../../functions/token-verifier/key-set";
import { issuer } from "../support/issuer";
import { rsaKey } from "../support/tokens";

const rules = rulesOf(issuer);
const { jwk } = rsaKey("first");

function keySet(keys: unknown): KeySet {
  return new KeySet(Buffer.from(JSON.stringify({ keys })), rules);
}

const malformed: readonly { readonly title: string; readonly keys: unknown }[] = [
  { title: "no list", keys: { 0: jwk } },
  { title: "a key that is null", keys: [jwk, null] },
  { title: "a key that is a list", keys: [jwk, []] },
  { title: "a key that is a text", keys: [jwk, "first"] },
  { title: "more than 100 keys", keys: Array.from({ length: 101 }, () => jwk) },
];

test.each(malformed)("a JWKS with $title is refused as a whole", ({ keys }) => {
  expect(() => keySet(keys)).toThrow(
    'JWKS: expected {"keys": [...]} with at most 100 keys, each member once',
  );
});

test("a key without a textual kid is ignored, and the others are used", () => {
  const { kid: _, ...nameless } = jwk as Record<string, unknown>;
  const set = keySet([nameless, { ...nameless, kid: 7, use: "enc" }, jwk]);
  expect([set.has("first"), set.unusable()]).toEqual([true, []]);
});
