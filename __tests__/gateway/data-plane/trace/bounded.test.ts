import { bounded, boundedText } from "../../../../gateway/data-plane/trace/bounded";

test.each([
  ["texts", "abc"],
  ["numbers, null and booleans", [1, null, true, undefined]],
  ["nested objects", { a: { b: [{ c: "d" }] } }],
])("%s that are small stay as they are", (_, value) => {
  expect(bounded(value)).toEqual(value);
  if (typeof value === "object") expect(bounded(value)).not.toBe(value);
});

test("a long text is cut and says how long it was", () => {
  const [cut] = bounded(["x".repeat(10_000)]) as [string];
  expect(cut).toBe(`${"x".repeat(8_192)}… (10000 characters)`);
  expect(boundedText("short")).toBe("short");
});

test("all texts together end, however many there are", () => {
  const texts = Array.from({ length: 1_000 }, () => "x".repeat(8_000));
  expect(JSON.stringify(bounded(texts)).length).toBeLessThan(120_000);
});

test("lists, objects and depth end", () => {
  const size = (value: unknown) => JSON.stringify(value).length;
  expect(size(bounded(Array.from({ length: 100_000 }, () => "x")))).toBeLessThan(10_000);
  expect(size(bounded(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [i, i]))))).toBeLessThan(
    20_000,
  );
  let deep: unknown = "end";
  for (let i = 0; i < 10_000; i++) deep = [deep];
  expect(size(bounded(deep))).toBeLessThan(100);
});

test("a name of Object's own is copied as a name", () => {
  const value = JSON.parse('{"__proto__":{"isAdmin":true}}');
  const copy = bounded(value);
  expect(Object.keys(copy)).toEqual(["__proto__"]);
  expect(copy.isAdmin).toBeUndefined();
});
