import {
  changed,
  type Making,
  type OwnedKey,
  type Owner,
  reserved,
  revoked,
  rotating,
  settled,
  unfinished,
} from "../../../functions/api-keys/owner";

const now = new Date("2026-11-21T12:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const making: Making = { id: "k1", request: "r2", by: "me", now };
const limits = { keys: 2, perDay: 4 };
const whole: OwnedKey = { id: "k1", name: "n", createdAt: "", request: "r1", keyId: "aws1", doomed: [] };
const owner = (...keys: OwnedKey[]): Owner => ({ keys, made: { day: "", count: 0 } });
const leased = rotating(owner(whole), making, limits).keys[0] as OwnedKey;
const busy = /Another request is changing this key/;

test("the request that begins holds the key for half a minute, and no other changes it", () => {
  expect(leased.lease).toEqual({ by: "me", until: later(30).getTime() });
  for (const at of [now, later(29)]) {
    const other = { ...making, request: "r3", by: "other", now: at };
    expect(() => rotating(owner(leased), other, limits)).toThrow(busy);
    expect(() => revoked(owner(leased), "k1", at)).toThrow(busy);
    expect(unfinished(owner(leased), at)).toEqual([]);
    expect(settled(owner(leased), new Set(["aws1"]), at).keys).toEqual([leased]);
  }
  const after = later(30);
  expect(rotating(owner(leased), { ...making, request: "r3", now: after }, limits).keys[0]?.lease?.by).toBe(
    "me",
  );
  expect(revoked(owner(leased), "k1", after).keys[0]).toMatchObject({ doomed: ["aws1"] });
  expect(unfinished(owner(leased), after)).toEqual([leased]);
  expect(settled(owner(leased), new Set(), after).keys).toEqual([whole]);
});

test("a key in the making is neither rotated nor made again, and is given up once its lease is over", () => {
  const begun = reserved(owner(), "n", { ...making, id: "k2", request: "k2" }, limits);
  expect(() => reserved(begun, "n", { ...making, id: "k2", request: "k2", by: "other" }, limits)).toThrow(
    busy,
  );
  expect(() => rotating(begun, { ...making, id: "k2", now: later(31) }, limits)).toThrow(busy);
  expect(settled(begun, new Set(), later(29)).keys).toHaveLength(1);
  expect(settled(begun, new Set(), later(31)).keys).toEqual([]);
});

test("what is doomed stays until it is deleted, with its key", () => {
  const gone = revoked(owner(whole), "k1", now);
  expect(gone.keys).toEqual(
    [{ ...whole, keyId: undefined, doomed: ["aws1"] }].map(({ keyId: _, ...key }) => key),
  );
  expect(settled(gone, new Set(["aws2"]), now).keys).toHaveLength(1);
  expect(settled(gone, new Set(["aws1"]), now).keys).toEqual([]);
  const replaced = { ...whole, keyId: "aws2", doomed: ["aws1"] };
  expect(unfinished(owner(replaced, whole), now)).toEqual([replaced]);
  expect(settled(owner(replaced), new Set(["aws1"]), now).keys).toEqual([{ ...replaced, doomed: [] }]);
});

test("a key of which nothing works is unfinished, and revoking it dooms nothing", () => {
  const { keyId: _, ...unmade } = whole;
  expect(unfinished(owner(whole, unmade), now)).toEqual([unmade]);
  expect(revoked(owner(unmade), "k1", now).keys).toStrictEqual([unmade]);
});

test("only who holds the lease changes the key", () => {
  const rename = (key: OwnedKey) => ({ ...key, name: "m" });
  expect(changed(owner(leased), making, rename).keys[0]?.name).toBe("m");
  expect(changed(owner(leased), making, () => undefined).keys).toEqual([]);
  for (const wrong of [owner(whole), owner(), owner({ ...leased, lease: { by: "other", until: 9e15 } })])
    expect(() => changed(wrong, making, rename)).toThrow("The lease is not held");
});
