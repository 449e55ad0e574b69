import fc from "fast-check";
import { inRange } from "../../../../terraform/access/iam/address-range";
import { AddressSet } from "../../../../terraform/access/requirements/address-set";

const ipv4 = fc
  .tuple(...[1, 2, 3, 4].map(() => fc.constantFrom(0, 1, 127, 128, 255)))
  .map((parts) => parts.join("."));
const ipv6 = fc
  .tuple(...[1, 2, 3].map(() => fc.constantFrom("0", "1", "8000", "ffff")))
  .map(([a, b, c]) => `${a}:${b}::${c}`);
const address = fc.oneof(ipv4, ipv6);
const range = fc
  .tuple(address, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([ip, share]) => `${ip}/${Math.round(share * (ip.includes(":") ? 128 : 32))}`);
const ranges = fc.array(range, { maxLength: 5 });

function setOf(values: readonly string[], isRest = false): AddressSet {
  const set = AddressSet.of({ values, isRest });
  if (!set) throw new Error(`${values.join(", ")} is not valid`);
  return set;
}

function has(set: AddressSet, ip: string): boolean {
  return setOf([ip]).isWithin(set);
}

test("a set has the addresses of its ranges, and its complement the others", () => {
  fc.assert(
    fc.property(ranges, address, (values, ip) => {
      const expected = values.some((value) => inRange(ip, value));
      expect(has(setOf(values), ip)).toBe(expected);
      expect(has(setOf(values, true), ip)).toBe(!expected);
    }),
  );
});

test("its list makes the same set", () => {
  fc.assert(
    fc.property(ranges, fc.boolean(), (values, isRest) => {
      const set = setOf(values, isRest);
      const again = AddressSet.of(set.list()) as AddressSet;
      expect([again.isWithin(set), set.isWithin(again)]).toEqual([true, true]);
    }),
  );
});

test("two sets are within their union, and it is within no smaller one", () => {
  fc.assert(
    fc.property(ranges, ranges, address, (one, other, ip) => {
      const union = setOf(one).either(setOf(other));
      expect(has(union, ip)).toBe([...one, ...other].some((value) => inRange(ip, value)));
      expect(setOf(one).isWithin(union)).toBe(true);
    }),
  );
});

test.each([
  [["10.0.0.0/9", "10.128.0.0/9"], ["10.0.0.0/8"]],
  [["10.0.0.1"], ["10.0.0.1/32"]],
  [["2001:db8::/33", "2001:db8:8000::/33"], ["2001:db8::/32"]],
  [["::1"], ["::1/128"]],
  [["1:0:0:2:0:0:0:3"], ["1:0:0:2::3/128"]],
])("%j is listed as %j", (values, expected) => {
  expect(setOf(values).list()).toEqual({ values: expected, isRest: false });
});
