import { keep } from "../../gateway/keep";

test("the entry that was put there longest ago is dropped, and one that is put again is new", () => {
  const map = new Map<string, number>();
  for (const [i, key] of ["a", "b", "a", "c", "d"].entries()) keep(map, key, i, 3);
  expect([...map]).toEqual([
    ["a", 2],
    ["c", 3],
    ["d", 4],
  ]);
});
